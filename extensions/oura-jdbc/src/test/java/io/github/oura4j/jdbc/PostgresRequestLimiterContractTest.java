// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.testkit.RequestLimiterContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresRequestLimiterContractTest extends RequestLimiterContract {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final List<PostgresRequestLimiter> limiters = new ArrayList<>();
  private PostgresRequestLimiter.@Nullable Builder settings;

  @Override
  protected RequestLimiter limiter(
      RateLimit application, RateLimit token, Duration margin, Ticker ticker) {
    settings =
        PostgresRequestLimiter.builder(TestClock.of(ticker).in(DATABASE))
            .applicationLimit(application)
            .tokenLimit(token)
            .margin(margin)
            .storeTimeout(storeTimeout())
            .ticker(ticker);
    return otherProcess().orElseThrow();
  }

  @Override
  protected Optional<RequestLimiter> otherProcess() {
    PostgresRequestLimiter limiter = Objects.requireNonNull(settings).build();
    limiters.add(limiter);
    return Optional.of(limiter);
  }

  @Override
  protected Optional<RequestLimiter> unreachable(RateLimit limit, Duration margin, Ticker ticker) {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/nothing");
    PostgresRequestLimiter limiter =
        PostgresRequestLimiter.builder(nowhere)
            .applicationLimit(limit)
            .tokenLimit(limit)
            .margin(margin)
            .ticker(ticker)
            .build();
    limiters.add(limiter);
    return Optional.of(limiter);
  }

  @Override
  protected Duration storeTimeout() {
    return Duration.ofSeconds(20);
  }

  @Override
  protected boolean isNotifiedOfEnd() {
    return false;
  }

  @AfterEach
  void closeLimiters() {
    limiters.forEach(PostgresRequestLimiter::close);
  }
}
