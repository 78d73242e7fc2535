// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import java.util.Locale;

/**
 * Why a window could not be fetched.
 *
 * @param outcome what that means for its data type
 * @param extent what else will fail
 * @param message what happened and what to do
 */
record WindowFailure(HistoryOutcome outcome, Extent extent, String message) {

  /** What a failure says about other windows. */
  enum Extent {
    /** Nothing: the next window may succeed. */
    WINDOW,
    /** All windows of the data type will fail. */
    TYPE,
    /** All windows of all data types will fail. */
    PERSON
  }

  /**
   * Returns what an exception means.
   *
   * <p>Status 401 stands for an invalid access token and for a missing scope, and so may 403: what
   * is known of the token and the details of the response decide. A 401 that does not say more is
   * taken to mean that consent has expired, but for its data type only: see {@link #isAmbiguous}.
   */
  static WindowFailure of(OuraException exception) {
    String message = String.valueOf(exception.getMessage());
    if (exception instanceof ReauthorizationRequiredException) {
      return new WindowFailure(HistoryOutcome.CONSENT_EXPIRED, Extent.PERSON, message);
    }
    boolean isDenied =
        exception instanceof AuthenticationException || exception instanceof PermissionException;
    if (isDenied && namesScope((OuraApiException) exception)) {
      return new WindowFailure(HistoryOutcome.SCOPE_MISSING, Extent.TYPE, message);
    }
    if (exception instanceof AuthenticationException) {
      return new WindowFailure(HistoryOutcome.CONSENT_EXPIRED, Extent.TYPE, message);
    }
    if (exception instanceof PermissionException) {
      return new WindowFailure(HistoryOutcome.MEMBERSHIP_LAPSED, Extent.PERSON, message);
    }
    return new WindowFailure(HistoryOutcome.GAVE_UP, Extent.WINDOW, message);
  }

  private static boolean namesScope(OuraApiException exception) {
    if (exception instanceof AuthenticationException rejected
        && rejected.missingScope().isPresent()) {
      return true;
    }
    return exception.details().stream()
        .anyMatch(detail -> detail.message().toLowerCase(Locale.ROOT).contains("scope"));
  }

  /**
   * Returns whether the access token may be valid, so that only the scope is missing. If a window
   * of another data type is fetched afterward, it is.
   */
  boolean isAmbiguous() {
    return outcome == HistoryOutcome.CONSENT_EXPIRED && extent == Extent.TYPE;
  }

  WindowFailure asMissingScope() {
    return new WindowFailure(HistoryOutcome.SCOPE_MISSING, Extent.TYPE, message);
  }

  WindowFailure ofPerson() {
    return new WindowFailure(outcome, Extent.PERSON, message);
  }
}
