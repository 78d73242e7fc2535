// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.CredentialsException;
import java.time.LocalDate;

/**
 * The authorization server that a person logs in to and the store for the tokens: Oura's server or,
 * when no application is configured, the built-in simulator.
 *
 * @param server the server
 * @param store the store for the tokens
 */
record LoginSetup(OuraServer server, TokenStore store) implements AutoCloseable {

  static LoginSetup open(Example.Context context) {
    OuraServer server =
        OuraServer.open(
            context,
            context.environment().setting("OURA_CLIENT_ID").isPresent(),
            "No application is configured (OURA_CLIENT_ID, .env): logging in to the built-in"
                + " simulator, and keeping the tokens in memory only.",
            LocalDate.MAX);
    return new LoginSetup(
        server,
        server.isSimulated() ? TokenStore.inMemory() : configuredStore(server.environment()));
  }

  private static TokenStore configuredStore(Environment environment) {
    return environment
        .tokenStore()
        .orElseThrow(
            () ->
                new CredentialsException(
                    "OURA_TOKEN_STORE is not set. Set it to the folder for the tokens; it is"
                        + " created if it does not exist."));
  }

  Environment environment() {
    return server.environment();
  }

  boolean isSimulated() {
    return server.isSimulated();
  }

  OAuthClient.Builder oauth() {
    return environment().oauth();
  }

  OuraClient client(Credentials credentials) {
    return server.client().credentials(credentials).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
