// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraPagingException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.sync.HistoryOutcome;

/** Which people who cannot be read are rows with an outcome. Others end the query. */
enum FailureMode {
  /** Nobody. */
  FAIL,
  /** Those without consent, membership or scope. */
  EXPECTED,
  /**
   * Also those for whom Oura keeps sending errors or what cannot be read, those whose tokens cannot
   * be used, and those for whom the connector fails, unless they are many in a row.
   */
  ALL;

  /** Returns whether a failure becomes a row. */
  boolean allows(OuraException failure) {
    return switch (this) {
      case FAIL -> false;
      case EXPECTED -> isExpected(failure);
      case ALL -> isExpected(failure) || isOfPerson(failure);
    };
  }

  /** Returns whether a failure says that somebody has to act, and not that something is broken. */
  static boolean isExpected(OuraException failure) {
    return HistoryOutcome.of(failure) != HistoryOutcome.GAVE_UP;
  }

  /**
   * Returns whether the next person can be expected to be read, and the same one not. What this
   * module throws while a person is read is that the connector made no client.
   */
  private static boolean isOfPerson(OuraException failure) {
    return failure instanceof OuraSparkException
        || failure instanceof OuraDecodingException
        || failure instanceof OuraPagingException
        || failure instanceof CredentialsException
        || (failure instanceof OuraApiException && !(failure instanceof RateLimitedException));
  }
}
