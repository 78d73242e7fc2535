// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.jdbc.internal.Database;
import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.limit.RateLimit;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The permits in the database: calls the function {@code oura4j.acquire_permits}, which takes the
 * lock of the limiter, grants, and commits in one statement.
 *
 * <p>Two statements, one for the lock and one for the rest, would hold the lock while this process
 * is stopped between them, and lose it between them where each is a transaction.
 *
 * <p>Used by one thread at a time.
 */
final class PermitStore {
  private static final String CALL =
      "select now_at, last_n, last_at, available, waits, token_waits, releases"
          + " from oura4j.acquire_permits(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Two clocks may differ by a thousandth of the time that they measure. */
  private static final long CLOCK_DRIFT = 1000;

  private final Database database;
  private final LimiterSettings settings;
  private final Ticker ticker;
  private @Nullable Seen seen;

  PermitStore(Database database, LimiterSettings settings, Ticker ticker) {
    this.database = database;
    this.settings = settings;
    this.ticker = ticker;
  }

  /**
   * What the last response said, by which the database recognizes that its clock was set, or that
   * it has lost permits.
   *
   * @param number the number of the last permit
   * @param grantedAt when that was granted, on the limiter's clock; null if there was none
   * @param at the time on the limiter's clock
   * @param receivedAt when the response came, by the ticker
   */
  private record Seen(long number, @Nullable Long grantedAt, long at, long receivedAt) {}

  /**
   * The response of the database.
   *
   * @param sentAt when it was asked, by the ticker: permits were granted later
   * @param receivedAt when the response came, by the ticker
   * @param available how many permits the application could still acquire
   * @param waits for each request zero if its permit was granted, or else how long it has to wait
   * @param tokenWaits the part of that which is due to its access token
   * @param releases in how many nanoseconds the next permits of the application are available, if
   *     none is now
   */
  record Response(
      long sentAt,
      long receivedAt,
      int available,
      List<Long> waits,
      List<Long> tokenWaits,
      List<Long> releases) {}

  /**
   * Acquires permits.
   *
   * @param tokenHashes for each request the hash of its access token, or null
   * @param holds what has to be recorded before
   */
  Response acquire(List<@Nullable String> tokenHashes, Collection<Hold> holds) throws SQLException {
    // A slow response is of no use, but a new connection would take even longer.
    Duration timeout = settings.storeTimeout().multipliedBy(2);
    try (Transaction transaction = database.beginSingle(timeout);
        PreparedStatement call = transaction.prepare(CALL)) {
      Connection connection = transaction.connection();
      long now = ticker.nanoTime();
      call.setArray(1, connection.createArrayOf("text", tokenHashes.toArray()));
      bindLimit(call, 2, settings.application());
      bindLimit(call, 4, settings.token());
      call.setLong(6, settings.longer().toNanos());
      bindSeen(call, now);
      call.setArray(13, connection.createArrayOf("text", each(holds, Hold::tokenHash)));
      call.setArray(14, bigints(connection, holds, hold -> hold.until() - now));
      call.setArray(15, bigints(connection, holds, hold -> requests(hold)));
      call.setArray(16, bigints(connection, holds, hold -> window(hold)));
      call.setArray(
          17,
          bigints(
              connection,
              holds,
              hold -> hold.named().isEmpty() ? null : (Long) (hold.namedUntil() - now)));
      return execute(call);
    }
  }

  private void bindLimit(PreparedStatement call, int index, RateLimit limit) throws SQLException {
    call.setLong(index, limit.requests());
    call.setLong(index + 1, limit.window().plus(settings.longer()).toNanos());
  }

  private void bindSeen(PreparedStatement call, long now) throws SQLException {
    Seen last = seen;
    long tolerance = settings.storeTimeout().toNanos();
    if (last == null) {
      for (int index = 7; index < 11; index++) {
        call.setNull(index, Types.BIGINT);
      }
    } else {
      long ago = now - last.receivedAt;
      call.setLong(7, last.number);
      call.setObject(8, last.grantedAt, Types.BIGINT);
      call.setLong(9, last.at);
      call.setLong(10, ago);
      tolerance += ago / CLOCK_DRIFT;
    }
    call.setLong(11, tolerance);
    call.setLong(12, settings.storeTimeout().toNanos());
  }

  private Response execute(PreparedStatement call) throws SQLException {
    long sentAt = ticker.nanoTime();
    try (ResultSet row = call.executeQuery()) {
      row.next();
      long receivedAt = ticker.nanoTime();
      if (receivedAt - sentAt <= settings.storeTimeout().toNanos()) {
        seen =
            new Seen(
                row.getLong("last_n"),
                row.getObject("last_at", Long.class),
                row.getLong("now_at"),
                receivedAt);
      }
      return new Response(
          sentAt,
          receivedAt,
          row.getInt("available"),
          longs(row.getArray("waits")),
          longs(row.getArray("token_waits")),
          longs(row.getArray("releases")));
    }
  }

  private static List<Long> longs(Array array) throws SQLException {
    return List.of((Long[]) array.getArray());
  }

  private static @Nullable Long requests(Hold hold) {
    return hold.named().map(named -> (long) named.requests()).orElse(null);
  }

  private static @Nullable Long window(Hold hold) {
    return hold.named().map(named -> named.window().toNanos()).orElse(null);
  }

  private static Array bigints(
      Connection connection, Collection<Hold> holds, Function<Hold, @Nullable Long> value)
      throws SQLException {
    return connection.createArrayOf("bigint", each(holds, value));
  }

  private static <T> @Nullable Object[] each(
      Collection<Hold> holds, Function<Hold, @Nullable T> value) {
    return holds.stream().map(value).toArray();
  }
}
