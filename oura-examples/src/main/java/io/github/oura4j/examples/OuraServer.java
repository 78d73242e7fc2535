// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server that a program talks to: Oura's or, when its settings are missing, the built-in
 * simulator. The simulator has settings, too, so that a program does the same with both.
 *
 * @param environment the settings with which the server is used
 * @param clock the source of the current time
 * @param simulator the simulator, or null when the server is Oura's
 */
record OuraServer(Environment environment, Clock clock, @Nullable OuraSimulator simulator)
    implements AutoCloseable {
  private static final int DAYS_OF_SIMULATED_PERSON = 90;

  /**
   * Selects the server, and starts the simulator if it is needed.
   *
   * @param isConfigured whether the settings that the program needs for Oura are there
   * @param notice what to print to standard error when the simulator is used
   * @param firstDay the day from which on a simulated person has data, if that is more than usual
   */
  static OuraServer open(
      Example.Context context, boolean isConfigured, String notice, LocalDate firstDay) {
    if (isConfigured) {
      return new OuraServer(context.environment(), context.clock(), null);
    }
    OuraSimulator simulator =
        OuraSimulator.builder()
            .clock(context.clock())
            .person(person(firstDay, LocalDate.now(context.clock().withZone(ZoneOffset.UTC))))
            .start();
    context.err().println(notice);
    return new OuraServer(settings(simulator), context.clock(), simulator);
  }

  private static SimulatedPerson person(LocalDate firstDay, LocalDate today) {
    SimulatedPerson.Builder person = SimulatedPerson.builder().wearsRingEveryDay();
    LocalDate usual = today.minusDays(DAYS_OF_SIMULATED_PERSON);
    return firstDay.isBefore(usual) ? person.firstDay(firstDay).build() : person.build();
  }

  private static Environment settings(OuraSimulator simulator) {
    return Environment.of(
        Map.of(
            "OURA_BASE_URL",
            simulator.baseUrl(),
            "OURA_ACCESS_TOKEN",
            simulator.token(),
            "OURA_CLIENT_ID",
            "simulated-client-id",
            "OURA_CLIENT_SECRET",
            "simulated-client-secret",
            "OURA_OAUTH_ENDPOINTS",
            "current"),
        Path.of(""));
  }

  boolean isSimulated() {
    return simulator != null;
  }

  /** Returns a builder of a client of this server, in the person's time zone. */
  OuraClient.Builder client() {
    return OuraClient.builder()
        .environment(environment)
        .clock(clock)
        .zone(simulator == null ? ZoneId.systemDefault() : simulator.person().zone());
  }

  /** Returns a builder of a client with the access token of the settings. */
  OuraClient.Builder clientWithToken() {
    if (environment.findCredentials().isEmpty()) {
      throw new IllegalArgumentException(
          "No access token was found. Set OURA_ACCESS_TOKEN, or set OURA_TOKEN_STORE and run login. To"
              + " use the built-in simulator, unset OURA_BASE_URL and OURA_CLIENT_ID.");
    }
    return client();
  }

  @Override
  public void close() {
    if (simulator != null) {
      simulator.close();
    }
  }
}
