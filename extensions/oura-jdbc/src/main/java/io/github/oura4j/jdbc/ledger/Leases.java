// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who works for whom. All times are those of the database server, so that the clocks of the
 * processes do not matter. Thread-safe.
 */
final class Leases {
  private final LedgerDatabase database;
  private final Duration duration;

  Leases(LedgerDatabase database, Duration duration) {
    this.database = database;
    this.duration = duration;
  }

  Duration duration() {
    return duration;
  }

  /**
   * Leases the person who has been due for the longest time, if anybody is due and free. If the
   * person was marked since the last claim, a new round begins, which fetches the recent days of
   * all data types again.
   */
  Optional<Lease> claim() {
    return database.run(
        transaction -> {
          UUID token = UUID.randomUUID();
          try (PreparedStatement claim =
              transaction.prepare(
                  """
                  with next as (
                    select person, marked_at is not null as is_marked from oura4j.person
                    where due_at <= clock_timestamp()
                      and (lease is null or lease_until < clock_timestamp())
                      and worked_by is distinct from 'program'
                    order by due_at limit 1 for update skip locked),
                  forgotten as (
                    update oura4j.coverage c set fetched = '{}' from next
                    where next.is_marked and c.person = next.person)
                  update oura4j.person p
                  set lease = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond',
                    worked_by = 'runner', marked_at = null,
                    failed_attempts = case when is_marked then 0 else failed_attempts end,
                    round = round + case when is_marked and exists (
                      select from oura4j.work w where w.person = p.person and w.round = p.round)
                      then 1 else 0 end
                  from next where p.person = next.person
                  returning p.person, p.failed_attempts
                  """)) {
            claim.setObject(1, token);
            claim.setLong(2, duration.toMillis());
            try (ResultSet row = claim.executeQuery()) {
              return row.next()
                  ? Optional.of(new Lease(row.getString(1), token, row.getInt(2)))
                  : Optional.<Lease>empty();
            }
          }
        });
  }

  /**
   * Prolongs leases. Those whose person another transaction works on at the moment are left out,
   * because that one prolongs its lease itself.
   *
   * @return the leases that were prolonged
   */
  Set<UUID> renew(Collection<UUID> tokens) {
    return database.run(
        transaction -> {
          try (PreparedStatement renew =
              transaction.prepare(
                  """
                  update oura4j.person
                  set lease_until = clock_timestamp() + ? * interval '1 millisecond'
                  where person in (
                    select person from oura4j.person
                    where lease = any (?) for no key update skip locked)
                  returning lease
                  """)) {
            renew.setLong(1, duration.toMillis());
            renew.setArray(2, array(transaction, tokens));
            Set<UUID> renewed = new HashSet<>();
            try (ResultSet row = renew.executeQuery()) {
              while (row.next()) {
                renewed.add(row.getObject(1, UUID.class));
              }
            }
            return renewed;
          }
        });
  }

  /**
   * Prolongs a lease and keeps others from taking it until the transaction ends.
   *
   * @throws LeaseLostException if it is lost
   */
  void hold(Transaction transaction, Lease lease) throws SQLException {
    try (PreparedStatement hold =
        transaction.prepare(
            """
            update oura4j.person
            set lease_until = clock_timestamp() + ? * interval '1 millisecond'
            where person = ? and lease = ?
            """)) {
      hold.setLong(1, duration.toMillis());
      hold.setString(2, lease.person());
      hold.setObject(3, lease.token());
      if (hold.executeUpdate() == 0) {
        throw new LeaseLostException();
      }
    }
  }

  /** Ends the round of the person, who is due again after a while, or at once if marked so. */
  void endRound(Lease lease, boolean isComplete, Duration untilNext) {
    database.run(
        transaction -> {
          hold(transaction, lease);
          try (PreparedStatement end =
              transaction.prepare(
                  """
                  update oura4j.person
                  set lease = null, lease_until = null, round = round + 1, failed_attempts = 0,
                    complete_at = case when ? then clock_timestamp() else complete_at end,
                    due_at = case when marked_at is null
                      then clock_timestamp() + ? * interval '1 millisecond' else due_at end
                  where person = ?
                  """)) {
            end.setBoolean(1, isComplete);
            end.setLong(2, untilNext.toMillis());
            end.setString(3, lease.person());
            end.executeUpdate();
          }
          try (PreparedStatement forget =
              transaction.prepare(
                  "update oura4j.coverage set fetched = '{}' where person = ? and fetched <> '{}'")) {
            forget.setString(1, lease.person());
            return forget.executeUpdate();
          }
        });
  }

  /**
   * Ends a failed attempt. The next one of the same round is due after a while; or, if the person
   * was marked meanwhile, a new round is due at once.
   */
  void retryLater(Lease lease, Duration delay) {
    database.run(
        transaction -> {
          hold(transaction, lease);
          try (PreparedStatement retry =
              transaction.prepare(
                  """
                  update oura4j.person
                  set lease = null, lease_until = null, failed_attempts = failed_attempts + 1,
                    due_at = case when marked_at is null
                      then clock_timestamp() + ? * interval '1 millisecond' else due_at end
                  where person = ?
                  """)) {
            retry.setLong(1, delay.toMillis());
            retry.setString(2, lease.person());
            return retry.executeUpdate();
          }
        });
  }

  /** Gives leases back, so that others can continue at once. */
  void release(Collection<UUID> tokens) {
    database.run(
        transaction -> {
          try (PreparedStatement release =
              transaction.prepare(
                  "update oura4j.person set lease = null, lease_until = null"
                      + " where lease = any (?)")) {
            release.setArray(1, array(transaction, tokens));
            return release.executeUpdate();
          }
        });
  }

  /**
   * Returns how long it takes at most until somebody can be leased, or their round ends: zero if
   * somebody is due. Empty if everybody's round has ended.
   */
  Optional<Duration> untilNext() {
    return database.run(
        transaction -> {
          try (PreparedStatement next =
                  transaction.prepare(
                      """
                      select extract(epoch from
                        min(greatest(due_at, coalesce(lease_until, due_at))) - clock_timestamp())
                      from oura4j.person
                      where worked_by is distinct from 'program'
                        and (lease is not null or failed_attempts > 0
                          or due_at <= clock_timestamp())
                      """);
              ResultSet row = next.executeQuery()) {
            row.next();
            double seconds = row.getDouble(1);
            return row.wasNull()
                ? Optional.<Duration>empty()
                : Optional.of(Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))));
          }
        });
  }

  private static Array array(Transaction transaction, Collection<UUID> tokens) throws SQLException {
    return transaction.connection().createArrayOf("uuid", tokens.toArray());
  }
}
