// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies a ledger and its work up to a sequence. Work is planned at ascending times, so
 * work whose sequence was used again was planned later than the identity says.
 *
 * @param ledger when the tables of the ledger were created, in microseconds since 1970
 * @param sequence the sequence of the newest work that is still there; 0 if there is none
 * @param plannedAt when it was planned, in microseconds since 1970; 0 if there is none
 */
record WorkIdentity(long ledger, long sequence, long plannedAt) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,18})");

  /** Returns the identity of the work up to a sequence, as it is now. */
  static WorkIdentity of(Transaction transaction, long upTo) throws SQLException {
    try (PreparedStatement select =
        transaction.prepare(
            """
            select (extract(epoch from v.applied_at) * 1000000)::bigint, coalesce(w.sequence, 0),
              coalesce((extract(epoch from w.planned_at) * 1000000)::bigint, 0)
            from oura4j.schema_version v
            left join lateral (
              select sequence, planned_at from oura4j.work
              where sequence <= ? order by sequence desc limit 1) w on true
            where v.version = 3
            """)) {
      select.setLong(1, upTo);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new WorkIdentity(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /** Returns the identity that a text is, if it is one. */
  static Optional<WorkIdentity> ofText(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new WorkIdentity(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  String text() {
    return ledger + "-" + sequence + "-" + plannedAt;
  }

  /** Returns whether work that was removed is all that distinguishes this from an earlier one. */
  boolean canComeFrom(WorkIdentity earlier) {
    return ledger == earlier.ledger
        && (sequence == earlier.sequence
            ? plannedAt == earlier.plannedAt
            : sequence < earlier.sequence && plannedAt <= earlier.plannedAt);
  }
}
