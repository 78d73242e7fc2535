// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where the data comes from: Oura, for the person whose access token is in the environment, or else
 * the built-in simulator, which runs until this is closed.
 *
 * @param client the client
 * @param simulator the simulator, or null when the client reads from Oura
 */
record DataSource(OuraClient client, @Nullable OuraSimulator simulator) implements AutoCloseable {
  /** What each result says about simulated data, so that nobody takes it for the person's. */
  static final String SIMULATED = "simulator: a made-up person, because no access token was found";

  static DataSource open(Environment environment) {
    boolean hasBaseUrl = environment.setting("OURA_BASE_URL").isPresent();
    if (hasBaseUrl || environment.findCredentials().isPresent()) {
      return new DataSource(OuraClient.builder().environment(environment).build(), null);
    }
    return of(
        OuraSimulator.builder()
            .person(SimulatedPerson.builder().wearsRingEveryDay().build())
            .start());
  }

  static DataSource of(OuraSimulator simulator) {
    OuraClient client =
        OuraClient.builder()
            .credentials(Credentials.token(simulator.token()))
            .baseUrl(simulator.baseUrl())
            .zone(simulator.person().zone())
            .build();
    return new DataSource(client, simulator);
  }

  boolean isSimulated() {
    return simulator != null;
  }

  /** Returns the current day in the person's time zone. */
  LocalDate today() {
    return LocalDate.now(client.clock());
  }

  String notice() {
    return isSimulated()
        ? "No access token found (OURA_ACCESS_TOKEN, .env): serving a made-up person from the"
            + " built-in simulator to the MCP client on standard input."
        : "Serving the data of the person whose access token is set to the MCP client on standard"
            + " input.";
  }

  @Override
  public void close() {
    client.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
