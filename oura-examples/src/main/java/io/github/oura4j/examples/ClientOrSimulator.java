// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A client for the person whose token the environment holds, or, when it holds none, for the
 * simulated person of a simulator that runs as long as the client is open.
 *
 * @param client the client
 * @param zone the person's time zone
 * @param simulator the simulator, or null when Oura itself is asked
 */
record ClientOrSimulator(OuraClient client, ZoneId zone, @Nullable OuraSimulator simulator)
    implements AutoCloseable {

  static ClientOrSimulator open(Example.Surroundings surroundings) {
    Environment environment = surroundings.environment();
    boolean isMeantForServer = environment.setting("OURA_BASE_URL").isPresent();
    if (isMeantForServer || environment.findCredentials().isPresent()) {
      return new ClientOrSimulator(
          OuraClient.builder().environment(environment).build(), ZoneId.systemDefault(), null);
    }
    OuraSimulator simulator =
        OuraSimulator.builder()
            .person(SimulatedPerson.builder().wearsRingEveryDay().build())
            .start();
    surroundings
        .err()
        .println(
            "No access token found (OURA_ACCESS_TOKEN, .env): showing a made-up person from the"
                + " built-in simulator.");
    ZoneId zone = simulator.person().zone();
    return new ClientOrSimulator(
        OuraClient.builder()
            .credentials(Credentials.token(simulator.token()))
            .baseUrl(simulator.baseUrl())
            .zone(zone)
            .build(),
        zone,
        simulator);
  }

  @Override
  public void close() {
    client.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
