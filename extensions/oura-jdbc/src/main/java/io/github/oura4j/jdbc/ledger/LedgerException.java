// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.jdbc.internal.SqlFailure;
import java.sql.SQLException;

/**
 * Thrown when the ledger cannot be read or written. The message says why and what to do; what was
 * committed before is still there.
 */
public final class LedgerException extends OuraException {
  private static final long serialVersionUID = 1L;

  /** Whether the database could not be reached. */
  private final boolean isUnavailable;

  /**
   * Creates an exception.
   *
   * @param message what happened and what to do, without secrets and health values
   */
  public LedgerException(String message) {
    this(message, false);
  }

  private LedgerException(String message, boolean isUnavailable) {
    super(message);
    this.isUnavailable = isUnavailable;
  }

  static LedgerException of(SQLException failure) {
    boolean isUnavailable = SqlFailure.isUnavailable(failure);
    return new LedgerException(
        "The ledger could not be used, because its database failed: "
            + SqlFailure.reason(failure)
            + (isUnavailable
                ? ". Check that the database can be reached, and try again."
                : ". Nothing was changed. Check the database, the role and the password of the"
                    + " DataSource, the rights of the role, and that the tables of the schema oura4j"
                    + " are those of the library."),
        isUnavailable);
  }

  /** Returns the exception for a connection that was lost while a sink used it. */
  static LedgerException ofSink(SQLException failure) {
    return new LedgerException(
        "The connection to the database of the ledger was lost while the sink stored rows: "
            + SqlFailure.kind(failure)
            + ". Nothing of the transaction was stored. Check that the database can be reached, and"
            + " try again.",
        true);
  }

  /**
   * Returns whether the database could not be reached, so that the same may succeed later.
   *
   * @return true if the database could not be reached, false if it rejected what was to be done
   */
  public boolean isUnavailable() {
    return isUnavailable;
  }
}
