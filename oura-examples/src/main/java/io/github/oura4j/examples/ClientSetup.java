// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Environment;
import java.time.LocalDate;

/**
 * The client that a program uses: for the person whose access token is in the environment or, when
 * there is none, for a simulated person. The simulator runs until the client is closed.
 *
 * @param client the client
 * @param server the server that it uses
 */
record ClientSetup(OuraClient client, OuraServer server) implements AutoCloseable {

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
    OuraServer server =
        OuraServer.open(
            context,
            environment.setting("OURA_BASE_URL").isPresent()
                || environment.findCredentials().isPresent(),
            "No access token found (OURA_ACCESS_TOKEN, .env): using a made-up person from the"
                + " built-in simulator.",
            firstDay);
    return new ClientSetup(server.clientWithToken().build(), server);
  }

  /** Returns whose data it is, as programs name it in JSON. */
  String source() {
    return server.isSimulated() ? "simulator" : "oura";
  }

  /** Returns the current day in the person's time zone. */
  LocalDate today() {
    return LocalDate.now(client.clock());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
