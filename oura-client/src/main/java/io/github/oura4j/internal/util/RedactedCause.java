// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception without its message: its class, its stack trace and its causes. Messages
 * of the JDK and of custom transports can contain bytes of a response or secrets; what is left may
 * be logged.
 */
public final class RedactedCause extends Exception {
  private static final long serialVersionUID = 1L;

  /** Ends a chain of causes that refers to itself. */
  private static final int MAX_DEPTH = 10;

  private RedactedCause(Throwable original, @Nullable RedactedCause cause) {
    super(original.getClass().getName(), cause);
    setStackTrace(original.getStackTrace());
  }

  /** Returns the copy of an exception, or null if there is none. */
  public static @Nullable RedactedCause of(@Nullable Throwable original) {
    return of(original, MAX_DEPTH);
  }

  private static @Nullable RedactedCause of(@Nullable Throwable original, int depth) {
    if (original instanceof RedactedCause redacted) {
      return redacted;
    }
    return original == null || depth == 0
        ? null
        : new RedactedCause(original, of(original.getCause(), depth - 1));
  }
}
