// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import java.sql.SQLException;

/** Carries the exception of a {@link TransactionalSink} past the transaction. */
final class SinkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SinkFailedException(SQLException cause) {
    super("The sink failed.", cause);
  }
}
