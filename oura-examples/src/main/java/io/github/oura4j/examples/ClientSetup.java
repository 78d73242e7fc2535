// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The client that a program uses: for the person whose access token is in the environment or, when
 * there is none, for a simulated person. The simulator runs until the client is closed.
 *
 * @param client the client
 * @param zone the person's time zone
 * @param simulator the simulator, or null when the client reads from Oura
 */
record ClientSetup(OuraClient client, ZoneId zone, @Nullable OuraSimulator simulator)
    implements AutoCloseable {

  private static final int DAYS_OF_SIMULATED_PERSON = 90;

  static ClientSetup open(Example.Context context) {
    return open(context, LocalDate.MAX);
  }

  /**
   * Opens a client.
   *
   * @param firstDay the day from which on a simulated person has data, if that is more than usual
   */
  static ClientSetup open(Example.Context context, LocalDate firstDay) {
    Environment environment = context.environment();
    boolean hasBaseUrl = environment.setting("OURA_BASE_URL").isPresent();
    if (hasBaseUrl || environment.findCredentials().isPresent()) {
      return new ClientSetup(
          OuraClient.builder().environment(environment).build(), ZoneId.systemDefault(), null);
    }
    OuraSimulator simulator = OuraSimulator.builder().person(simulatedPerson(firstDay)).start();
    context
        .err()
        .println(
            "No access token found (OURA_ACCESS_TOKEN, .env): using a made-up person from the"
                + " built-in simulator.");
    ZoneId zone = simulator.person().zone();
    return new ClientSetup(
        OuraClient.builder()
            .credentials(Credentials.token(simulator.token()))
            .baseUrl(simulator.baseUrl())
            .zone(zone)
            .build(),
        zone,
        simulator);
  }

  private static SimulatedPerson simulatedPerson(LocalDate firstDay) {
    SimulatedPerson.Builder person = SimulatedPerson.builder().wearsRingEveryDay();
    LocalDate usual = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS_OF_SIMULATED_PERSON);
    return firstDay.isBefore(usual) ? person.firstDay(firstDay).build() : person.build();
  }

  @Override
  public void close() {
    client.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
