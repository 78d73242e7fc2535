// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Transaction;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements about one person in the current round, each within a transaction of the caller.
 *
 * @param transaction the transaction
 * @param person the person's key
 */
record PersonLedger(Transaction transaction, String person) {

  /**
   * What a round has come to.
   *
   * @param isComplete whether nothing is missing
   * @param canRetry whether another attempt may bring more
   * @param outcomes how many pieces of work ended with each outcome
   */
  record RoundState(boolean isComplete, boolean canRetry, Map<HistoryOutcome, Long> outcomes) {}

  /**
   * Makes sure that the person stays enrolled until the transaction ends.
   *
   * @throws LedgerException if the person is not enrolled
   */
  static void requireEnrolled(Transaction transaction, String person) throws SQLException {
    try (PreparedStatement select =
        transaction.prepare("select from oura4j.person where person = ? for key share")) {
      select.setString(1, person);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new LedgerException(
              "The person \"" + person + "\" is not in the ledger. Call enroll(...) first.");
        }
      }
    }
  }

  /**
   * Makes sure that no runner works for people, now or later.
   *
   * @throws LedgerException if one does
   */
  static void requireProgram(Transaction transaction, Object... people) throws SQLException {
    Array keys = transaction.connection().createArrayOf("text", people);
    try (PreparedStatement update =
        transaction.prepare(
            """
            with free as (
              select person from oura4j.person where person = any (?) and worked_by is null
              order by person for no key update)
            update oura4j.person p set worked_by = 'program' from free
            where p.person = free.person
            """)) {
      update.setArray(1, keys);
      update.executeUpdate();
    }
    try (PreparedStatement select =
        transaction.prepare(
            """
            select person from oura4j.person where person = any (?) and worked_by = 'runner'
            order by person limit 1
            """)) {
      select.setArray(1, keys);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          throw new LedgerException(
              "A HistoryRunner works for \""
                  + row.getString(1)
                  + "\", so that no other program must plan or save their work. Use a ledger in"
                  + " another database for the program, or remove and enroll the person again.");
        }
      }
    }
  }

  /** Adds the work that this round of the person does not have yet. */
  void plan(Collection<DataType> types, LocalDate first, LocalDate last) throws SQLException {
    try (PreparedStatement plan =
        transaction.prepare(
            """
            insert into oura4j.work (person, data_type, first_day, last_day, round)
            select p.person, ?, ?, ?, p.round from oura4j.person p where p.person = ?
            """)) {
      for (DataType type : types) {
        plan.setString(1, type.pathName());
        plan.setObject(2, hasDays(type) ? first : null, Types.DATE);
        plan.setObject(3, hasDays(type) ? last : null, Types.DATE);
        plan.setString(4, person);
        plan.addBatch();
      }
      plan.executeBatch();
    }
  }

  /** Returns the data types that were planned in this round. */
  Set<DataType> planned() throws SQLException {
    return typesWhere("true");
  }

  /** Returns the data types that another attempt in this round may change. */
  Set<DataType> open() throws SQLException {
    return typesWhere("(o.outcome is null or o.outcome = 'gave_up')");
  }

  private Set<DataType> typesWhere(String condition) throws SQLException {
    try (PreparedStatement select =
        transaction.prepare(
            """
            select distinct w.data_type from oura4j.person p
            join oura4j.work w on w.person = p.person and w.round = p.round
            left join oura4j.outcome o using (sequence)
            where p.person = ? and %s
            """
                .formatted(condition))) {
      select.setString(1, person);
      Set<DataType> types = EnumSet.noneOf(DataType.class);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          DataType.ofPathName(row.getString(1)).ifPresent(types::add);
        }
      }
      return types;
    }
  }

  /**
   * Returns what this round has come to.
   *
   * @param types the data types of the runner
   */
  RoundState state(Set<DataType> types) throws SQLException {
    boolean canRetry = open().stream().anyMatch(types::contains);
    return new RoundState(isComplete(), canRetry, outcomes());
  }

  /** Returns whether every work of this round has a complete outcome. */
  private boolean isComplete() throws SQLException {
    try (PreparedStatement select =
        transaction.prepare(
            """
            select not exists (
              select from oura4j.person p
              join oura4j.work w on w.person = p.person and w.round = p.round
              left join oura4j.outcome o using (sequence)
              where p.person = ? and (o.outcome is null or o.outcome not in ('ok', 'empty')))
            """)) {
      select.setString(1, person);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Returns how many pieces of work of this round ended with each outcome. */
  private Map<HistoryOutcome, Long> outcomes() throws SQLException {
    try (PreparedStatement select =
        transaction.prepare(
            """
            select o.outcome, count(*) from oura4j.person p
            join oura4j.work w on w.person = p.person and w.round = p.round
            join oura4j.outcome o using (sequence)
            where p.person = ? group by o.outcome
            """)) {
      select.setString(1, person);
      Map<HistoryOutcome, Long> outcomes = new EnumMap<>(HistoryOutcome.class);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          outcomes.put(HistoryOutcome.ofLabel(row.getString(1)).orElseThrow(), row.getLong(2));
        }
      }
      return outcomes;
    }
  }

  /** Returns the days that do not have to be fetched in this round. */
  List<HistoryWindow> covered(DataType type) throws SQLException {
    try (PreparedStatement select =
        transaction.prepare(
            """
            select lower(days), upper(days) - 1
            from oura4j.coverage c, unnest(c.settled + c.fetched) days
            where c.person = ? and c.data_type = ?
            """)) {
      select.setString(1, person);
      select.setString(2, type.pathName());
      List<HistoryWindow> windows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          windows.add(
              HistoryWindow.days(
                  type, row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)));
        }
      }
      return windows;
    }
  }

  /** Notes windows of one data type that were fetched and stored. */
  void save(List<FetchedWindow> windows) throws SQLException {
    log(windows);
    DataType type = windows.get(0).window().dataType();
    try (PreparedStatement cover =
        transaction.prepare(
            """
            insert into oura4j.coverage as c (person, data_type, settled, fetched)
            values (?, ?, ?::datemultirange, ?::datemultirange)
            on conflict (person, data_type) do update set
              settled = c.settled + excluded.settled, fetched = c.fetched + excluded.fetched
            """)) {
      cover.setString(1, person);
      cover.setString(2, type.pathName());
      cover.setString(
          3,
          ranges(windows.stream().map(FetchedWindow::settled).flatMap(Optional::stream).toList()));
      cover.setString(
          4,
          ranges(
              windows.stream().map(FetchedWindow::window).filter(HistoryWindow::hasDays).toList()));
      cover.executeUpdate();
    }
  }

  private void log(List<FetchedWindow> windows) throws SQLException {
    try (PreparedStatement log =
        transaction.prepare(
            """
            insert into oura4j.fetched_window
              (person, data_type, first_day, last_day, round, outcome, documents, fetched_at)
            select p.person, ?, ?, ?, p.round, ?, ?, ? from oura4j.person p where p.person = ?
            """)) {
      for (FetchedWindow fetched : windows) {
        HistoryWindow window = fetched.window();
        log.setString(1, window.dataType().pathName());
        log.setObject(2, window.first(), Types.DATE);
        log.setObject(3, window.last(), Types.DATE);
        log.setString(4, fetched.outcome().label());
        log.setLong(5, fetched.rows());
        log.setObject(6, fetched.fetchedAt().atOffset(ZoneOffset.UTC));
        log.setString(7, person);
        log.addBatch();
      }
      log.executeBatch();
    }
  }

  /**
   * Returns windows of days as the text of a multirange, such as {@code {[2026-01-01,2026-01-31]}}.
   */
  private static String ranges(List<HistoryWindow> windows) {
    StringBuilder ranges = new StringBuilder("{");
    for (HistoryWindow window : HistoryWindow.merge(windows)) {
      ranges
          .append(ranges.length() > 1 ? "," : "")
          .append('[')
          .append(window.first())
          .append(',')
          .append(window.last())
          .append(']');
    }
    return ranges.append('}').toString();
  }

  /** Saves how an attempt for a data type ended. */
  void saveOutcome(DataType type, HistoryOutcome outcome, @Nullable String message, Instant at)
      throws SQLException {
    if (!planned().contains(type)) {
      planWhatWasFetched(type);
    }
    try (PreparedStatement save =
        transaction.prepare(
            """
            insert into oura4j.outcome as o (sequence, outcome, documents, message, attempts, at)
            select w.sequence, ?, coalesce(
                (select sum(f.documents) from oura4j.fetched_window f
                 where f.person = w.person and f.data_type = w.data_type and f.round = w.round), 0),
              ?, 1, ?
            from oura4j.person p
            join oura4j.work w on w.person = p.person and w.round = p.round
            where p.person = ? and w.data_type = ?
            on conflict (sequence) do update set
              outcome = excluded.outcome, documents = excluded.documents,
              message = excluded.message, attempts = o.attempts + 1, at = excluded.at
            """)) {
      save.setString(1, outcome.label());
      save.setString(2, message);
      save.setObject(3, at.atOffset(ZoneOffset.UTC));
      save.setString(4, person);
      save.setString(5, type.pathName());
      save.executeUpdate();
    }
    if (outcome.isComplete()) {
      forgetFetched(type);
    }
  }

  /** The next update of a complete data type fetches again the days that are not settled. */
  private void forgetFetched(DataType type) throws SQLException {
    try (PreparedStatement forget =
        transaction.prepare(
            "update oura4j.coverage set fetched = '{}' where person = ? and data_type = ?")) {
      forget.setString(1, person);
      forget.setString(2, type.pathName());
      forget.executeUpdate();
    }
  }

  private void planWhatWasFetched(DataType type) throws SQLException {
    try (PreparedStatement plan =
        transaction.prepare(
            """
            insert into oura4j.work (person, data_type, first_day, last_day, round)
            select p.person, ?, lower(c.days), upper(c.days) - 1, p.round
            from oura4j.person p
            left join (
              select person, range_merge(settled + fetched) as days
              from oura4j.coverage where data_type = ?) c using (person)
            where p.person = ?
            """)) {
      plan.setString(1, type.pathName());
      plan.setString(2, type.pathName());
      plan.setString(3, person);
      plan.executeUpdate();
    }
  }

  static boolean hasDays(DataType type) {
    return switch (type.kind()) {
      case DATED_DOCUMENTS, TIME_SERIES -> true;
      case UNDATED_DOCUMENTS, SINGLE_DOCUMENT -> false;
    };
  }
}
