// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.http.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Replaces the clock of the server, as the limiter sees it, by a ticker that a test advances, and
 * can set it forward and backward.
 */
final class TestClock {
  private static final long BEGIN =
      TimeUnit.SECONDS.toNanos(Instant.parse("2026-03-20T03:00:00Z").getEpochSecond());

  private final Ticker ticker;
  private final long start;
  private final AtomicLong step = new AtomicLong();

  private TestClock(Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.nanoTime();
  }

  /** Returns a clock that reads a ticker. */
  static TestClock of(Ticker ticker) {
    return new TestClock(ticker);
  }

  /** Sets the clock forward, or backward if the duration is negative. */
  void set(Duration difference) {
    step.addAndGet(difference.toNanos());
  }

  /** Replaces the clock of a database, and returns a data source whose connections see it. */
  DataSource in(TestDatabase database) {
    try {
      database.execute(
          """
          create table if not exists public.test_clock (nanos bigint);
          delete from public.test_clock;
          insert into public.test_clock values (0);
          create or replace function oura4j.server_nanos() returns bigint language sql volatile
            as 'select nanos from public.test_clock';
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return in(database.pool(2));
  }

  /** Returns a data source whose connections see this clock, once a database has it. */
  DataSource in(DataSource dataSource) {
    return HookedDataSource.after(dataSource, this::setIn);
  }

  private void setIn(Connection connection) throws SQLException {
    long nanos = BEGIN + ticker.nanoTime() - start + step.get();
    try (Statement statement = connection.createStatement()) {
      statement.execute("update public.test_clock set nanos = " + nanos);
    }
  }
}
