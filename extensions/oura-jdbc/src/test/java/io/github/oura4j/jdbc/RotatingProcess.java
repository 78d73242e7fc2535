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
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program whose threads request data of one person until the process is killed, and print what
 * became of each call. Its arguments are the URL of the simulator, the URL of the database, and the
 * number of threads.
 */
final class RotatingProcess {
  /** More than the threads request in a window: the rate limit is not what is tested. */
  private static final RateLimit NO_LIMIT = new RateLimit(1_000_000, Duration.ofMinutes(5));

  /** Keeps each thread from opening connections faster than the machine frees their ports. */
  private static final long PAUSE_MILLIS = 5;

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
            .rateLimiter(RequestLimiter.local(NO_LIMIT, NO_LIMIT))
            .build();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      new Thread(() -> callForever(client)).start();
    }
  }

  private static void callForever(OuraClient client) {
    while (true) {
      System.out.println(call(client));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
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
