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
 * Where a person logs in and where the tokens go: at Oura, or without an application at the
 * built-in simulator.
 *
 * @param simulator null where Oura itself is asked
 */
record LoginPlace(Environment environment, TokenStore store, @Nullable OuraSimulator simulator)
    implements AutoCloseable {

  static LoginPlace open(Example.Surroundings surroundings) {
    Environment environment = surroundings.environment();
    if (environment.setting("OURA_CLIENT_ID").isEmpty()) {
      surroundings
          .err()
          .println(
              "No application is set (OURA_CLIENT_ID, .env): logging in at the built-in simulator,"
                  + " and storing nothing.");
      return new LoginPlace(environment, TokenStore.inMemory(), OuraSimulator.start());
    }
    TokenStore store =
        environment
            .tokenStore()
            .orElseThrow(
                () ->
                    new CredentialsException(
                        "OURA_TOKEN_STORE is not set. Name the folder that the tokens go to; it is"
                            + " made when it is not there."));
    return new LoginPlace(environment, store, null);
  }

  boolean isSimulated() {
    return simulator != null;
  }

  OAuthClient.Builder oauth() {
    return simulator == null
        ? environment.oauth()
        : OAuthClient.builder("simulated-client-id", "simulated-client-secret")
            .endpoints(OAuthEndpoints.current().at(simulator.baseUrl()));
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
