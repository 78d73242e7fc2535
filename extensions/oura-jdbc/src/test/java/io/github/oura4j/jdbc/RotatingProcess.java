// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import java.time.ZoneOffset;

/**
 * A program whose threads request data of one person until the process is killed, and print what
 * became of each call. Its arguments are the URL of the simulator, the URL of the database, and the
 * number of threads.
 */
final class RotatingProcess {
  private RotatingProcess() {}

  public static void main(String[] arguments) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[1]);
    config.setMaximumPoolSize(3);
    TokenStore store = PostgresTokenStore.of(new HikariDataSource(config), TestKeys.KEYS, 3);
    OAuthClient oauth =
        OAuthClient.builder("simulated-client-id", "simulated-client-secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(arguments[0]))
            .build();
    Credentials credentials = oauth.credentials(store, "one");
    OuraClient client =
        OuraClient.builder()
            .baseUrl(arguments[0])
            .credentials(credentials)
            .zone(ZoneOffset.UTC)
            .build();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      new Thread(() -> callForever(client)).start();
    }
  }

  private static void callForever(OuraClient client) {
    while (true) {
      System.out.println(call(client));
    }
  }

  private static String call(OuraClient client) {
    try {
      return client.personalInfo().get().id() == null ? "NO ID" : "OK";
    } catch (ReauthorizationRequiredException e) {
      return "REAUTHORIZE";
    } catch (AuthenticationException e) {
      return "REJECTED"; // Another process has refreshed twice between reading and using the token.
    } catch (OuraException e) {
      return "UNEXPECTED " + e;
    }
  }
}
