// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.SqlFailure;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace of an exception of the application or the driver, with the classes of the
 * exception and its causes, but without their messages, which may contain health values.
 */
final class StackTraceOnly extends Exception {
  private static final long serialVersionUID = 1L;

  /** Causes can form a circle. */
  private static final int MAX_CAUSES = 10;

  StackTraceOnly(Throwable original) {
    this(original, MAX_CAUSES);
  }

  private StackTraceOnly(Throwable original, int maxCauses) {
    super(SqlFailure.kind(original), cause(original.getCause(), maxCauses));
    setStackTrace(original.getStackTrace());
  }

  private static @Nullable Throwable cause(@Nullable Throwable cause, int maxCauses) {
    return cause == null || maxCauses == 0 ? null : new StackTraceOnly(cause, maxCauses - 1);
  }
}
