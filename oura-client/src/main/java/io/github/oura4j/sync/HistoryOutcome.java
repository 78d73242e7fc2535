// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.error.OuraException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the update of one data type ended. */
public enum HistoryOutcome {
  /** Everything that had to be fetched was fetched and stored. */
  OK,
  /** As {@link #OK}, and Oura returned nothing at all for the data type. */
  EMPTY,
  /**
   * There are no tokens, Oura rejects the access token, or it cannot be refreshed: send the person
   * to the consent page.
   */
  CONSENT_EXPIRED,
  /** The person's Oura membership has lapsed. */
  MEMBERSHIP_LAPSED,
  /** The access token lacks the scope of the data type. */
  SCOPE_MISSING,
  /**
   * Some requests failed, in spite of retries. What was fetched is stored; the rest follows at the
   * next update.
   */
  GAVE_UP;

  /**
   * Returns what the failure of a request means for its data type, for programs that fetch
   * histories themselves.
   *
   * <p>A response with status 401 that does not say why is taken to mean that consent has expired,
   * although a missing scope has the same status.
   *
   * @param failure the exception of a request
   * @return {@link #CONSENT_EXPIRED}, {@link #MEMBERSHIP_LAPSED}, {@link #SCOPE_MISSING}, or {@link
   *     #GAVE_UP} for all others, even those that another attempt may not meet
   */
  public static HistoryOutcome of(OuraException failure) {
    return WindowFailure.of(failure).outcome();
  }

  /**
   * Returns the outcome with a label.
   *
   * @param label the label, such as {@code scope_missing}
   * @return the outcome, or empty if this version does not know the label
   */
  public static Optional<HistoryOutcome> ofLabel(String label) {
    return Stream.of(values()).filter(outcome -> outcome.label().equals(label)).findFirst();
  }

  /**
   * Returns the name of this outcome in files and tables, which does not change between versions.
   *
   * @return the name in lower case, such as {@code scope_missing}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns whether nothing is missing.
   *
   * @return true for {@link #OK} and {@link #EMPTY}
   */
  public boolean isComplete() {
    return this == OK || this == EMPTY;
  }
}
