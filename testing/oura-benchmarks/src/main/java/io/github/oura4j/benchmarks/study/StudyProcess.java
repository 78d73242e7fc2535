// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.jdbc.PostgresRequestLimiter;
import io.github.oura4j.jdbc.ledger.HistoryRunner;
import io.github.oura4j.jdbc.ledger.PostgresLedger;
import java.time.Duration;
import java.time.ZoneOffset;

/** One of several processes that fetch the histories of a study, until nobody is left. */
final class StudyProcess {
  static final String CLIENT_ID = "simulated-client-id";
  static final String CLIENT_SECRET = "simulated-client-secret";

  private StudyProcess() {}

  /**
   * Runs the process.
   *
   * @param arguments the {@link StudySettings}
   */
  public static void main(String[] arguments) {
    StudySettings settings = StudySettings.of(arguments);
    try (HikariDataSource ledgerPool = pool(settings.jdbcUrl(), settings.threads() + 1);
        HikariDataSource limiterPool = pool(settings.jdbcUrl(), 2);
        HikariDataSource tokenPool = pool(settings.jdbcUrl(), 5);
        PostgresRequestLimiter limiter =
            PostgresRequestLimiter.builder(limiterPool)
                .applicationLimit(settings.limit())
                .margin(settings.callTimeout())
                .build();
        OAuthClient oauth = oauth(settings.baseUrl());
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(settings.baseUrl())
                .credentials(Credentials.token("each-person-has-another"))
                .zone(ZoneOffset.UTC)
                .callTimeout(settings.callTimeout())
                .rateLimiter(limiter)
                .retry(RetryPolicy.defaults().withDeadline(Duration.ofMinutes(10)))
                .build()) {
      TokenStore tokens = StudyTokens.store(tokenPool);
      HistoryRunner runner =
          HistoryRunner.builder(
                  new PostgresLedger(ledgerPool),
                  person -> oura.withCredentials(oauth.credentials(tokens, person)))
              .since(settings.since())
              .until(settings.until())
              .threads(settings.threads())
              .lease(settings.lease())
              .retryDelay(Duration.ofSeconds(1))
              .transactionalSink(new StudySink())
              .build();
      System.out.println(runner.run());
    }
  }

  static OAuthClient oauth(String baseUrl) {
    return OAuthClient.builder(CLIENT_ID, CLIENT_SECRET)
        .endpoints(OAuthEndpoints.current().withBaseUrl(baseUrl))
        .redirectUri("http://localhost/callback")
        .refreshMargin(Duration.ofSeconds(5))
        .build();
  }

  static HikariDataSource pool(String jdbcUrl, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }
}
