// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.jdbc.internal.SqlFailure;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a {@link TransactionalSink} cannot store rows. Nothing of the transaction was stored.
 *
 * <p>The message of the sink's exception is not part of this one, because it may contain health
 * values: drivers put rows and whole statements into it. The cause has its stack trace, and the
 * names of the exceptions.
 */
public final class SinkFailedException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** The person's key. */
  private final String person;

  private final transient HistoryWindow window;

  /** The SQLSTATE of the sink's exception, or null. */
  private final @Nullable String sqlState;

  SinkFailedException(String person, HistoryWindow window, SQLException failure) {
    super(
        "The sink failed to store "
            + window
            + " of "
            + person
            + ": "
            + SqlFailure.kind(failure)
            + ". Its message is left out, because it may contain health values. See the stack trace,"
            + " which is also in the log of the process, and the log of the database. Correct the"
            + " sink or its tables, and run again.",
        new StackTraceOnly(failure));
    this.person = person;
    this.window = window;
    this.sqlState = failure.getSQLState();
  }

  /**
   * Returns whose rows could not be stored.
   *
   * @return the person's key
   */
  public String person() {
    return person;
  }

  /**
   * Returns what could not be stored.
   *
   * @return the window of the rows; if a deferred constraint failed, all days of the transaction
   */
  public HistoryWindow window() {
    return window;
  }

  /**
   * Returns the SQLSTATE of the sink's exception.
   *
   * @return the five characters, such as 23505, or empty if the exception had none
   */
  public Optional<String> sqlState() {
    return Optional.ofNullable(sqlState);
  }
}
