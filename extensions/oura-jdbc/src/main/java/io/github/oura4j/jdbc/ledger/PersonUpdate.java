// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.OuraClient;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.History;
import io.github.oura4j.sync.HistoryOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One attempt to bring a person up to date, by one thread.
 *
 * @param settings the settings of the runner
 * @param access the ledger of the person
 * @param lease the lease of the person
 */
record PersonUpdate(RunnerSettings settings, LedgerAccess access, HeldLease lease) {

  /**
   * Updates the person's history, and saves the outcome of each data type.
   *
   * @param stored gets the number of rows each time that some were stored
   */
  void run(LongConsumer stored) {
    OuraClient client =
        Objects.requireNonNull(
            settings.clients().apply(access.person()),
            "The function that returns the client of a person returned null.");
    Set<DataType> open = access.run(ledger -> plan(ledger, LocalDate.now(client.clock())));
    if (!open.isEmpty()) {
      update(client, open, stored);
    }
  }

  /** Plans what the round of this person lacks, and returns the data types that are not done. */
  private Set<DataType> plan(PersonLedger ledger, LocalDate today) throws SQLException {
    Set<DataType> unplanned = EnumSet.copyOf(settings.types());
    unplanned.removeAll(ledger.planned());
    if (!unplanned.isEmpty()) {
      LocalDate until = settings.until();
      LocalDate last = until == null || until.isAfter(today) ? today : until;
      LocalDate since = settings.since();
      ledger.plan(unplanned, since, last.isBefore(since) ? since : last);
    }
    Set<DataType> open = ledger.open();
    open.retainAll(settings.types());
    return open;
  }

  private void update(OuraClient client, Set<DataType> types, LongConsumer stored) {
    Delivery delivery = settings.deliveries().create(access, lease);
    History.Builder history =
        History.builder(client, delivery.sink())
            .checkpoint(new CountingCheckpoint(delivery.checkpoint(), stored))
            .types(types)
            .since(settings.since())
            .lookBackDays(settings.lookBackDays())
            .parallelism(settings.parallelism());
    LocalDate until = settings.until();
    var unused = (until == null ? history : history.until(until)).build().update();
  }

  /** Saves an exception as the outcome of all data types that are not done. */
  void saveFailure(RuntimeException failure) {
    HistoryOutcome outcome =
        failure instanceof ReauthorizationRequiredException
            ? HistoryOutcome.CONSENT_EXPIRED
            : HistoryOutcome.GAVE_UP;
    String message = message(failure);
    access.run(
        ledger -> {
          for (DataType type : plan(ledger, LocalDate.now(ZoneOffset.UTC))) {
            ledger.saveOutcome(type, outcome, message, Instant.now());
          }
          return outcome;
        });
  }

  /** Only the messages of this library are known to have no health values. */
  private static String message(RuntimeException failure) {
    if (failure instanceof OuraException) {
      return String.valueOf(failure.getMessage());
    }
    return "The sink, or the function that returns the client, failed with "
        + failure.getClass().getName()
        + ". The log of the process has its stack trace.";
  }
}
