// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.simulator.OuraSimulator;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server that a person logs in to and the store for the tokens: Oura's server or,
 * when no application is configured, the built-in simulator.
 *
 * @param environment the settings
 * @param store the store for the tokens
 * @param simulator the simulator, or null when the person logs in to Oura
 */
record LoginSetup(Environment environment, TokenStore store, @Nullable OuraSimulator simulator)
    implements AutoCloseable {

  static LoginSetup open(Example.Context context) {
    Environment environment = context.environment();
    if (environment.setting("OURA_CLIENT_ID").isEmpty()) {
      context
          .err()
          .println(
              "No application is configured (OURA_CLIENT_ID, .env): logging in to the built-in"
                  + " simulator, and keeping the tokens in memory only.");
      return new LoginSetup(environment, TokenStore.inMemory(), OuraSimulator.start());
    }
    TokenStore store =
        environment
            .tokenStore()
            .orElseThrow(
                () ->
                    new CredentialsException(
                        "OURA_TOKEN_STORE is not set. Set it to the folder for the tokens; it is"
                            + " created if it does not exist."));
    return new LoginSetup(environment, store, null);
  }

  boolean isSimulated() {
    return simulator != null;
  }

  OAuthClient.Builder oauth() {
    return simulator == null
        ? environment.oauth()
        : OAuthClient.builder("simulated-client-id", "simulated-client-secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()));
  }

  OuraClient client(Credentials credentials) {
    OuraClient.Builder builder = OuraClient.builder().credentials(credentials);
    return simulator == null
        ? builder.environment(environment).build()
        : builder.baseUrl(simulator.baseUrl()).build();
  }

  @Override
  public void close() {
    if (simulator != null) {
      simulator.close();
    }
  }
}
