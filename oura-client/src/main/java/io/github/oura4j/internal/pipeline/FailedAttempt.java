// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A failed attempt of a call, in the form in which Resilience4j gets it: as an exception, which its
 * events contain. Whether it is retried was decided before, because Resilience4j knows neither the
 * deadline of the call nor how long a response asks to wait.
 */
final class FailedAttempt extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean mayBeRetried;
  private final long waitMillis;

  /**
   * Creates an exception without a stack trace, which would say nothing.
   *
   * @param message the status of the response, or what failed instead
   * @param cause what failed, or null if there is a response
   * @param mayBeRetried whether there will be another attempt if not all of them are used up
   * @param waitMillis how long to wait before that attempt
   */
  FailedAttempt(String message, @Nullable Throwable cause, boolean mayBeRetried, long waitMillis) {
    super(message, cause, false, false);
    this.mayBeRetried = mayBeRetried;
    this.waitMillis = waitMillis;
  }

  boolean mayBeRetried() {
    return mayBeRetried;
  }

  long waitMillis() {
    return waitMillis;
  }
}
