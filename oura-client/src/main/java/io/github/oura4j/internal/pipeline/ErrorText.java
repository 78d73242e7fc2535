// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.error.ErrorDetail;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be taken from Oura's error details into the message of an exception. The details as a
 * whole cannot, because they may repeat values of the request.
 */
final class ErrorText {
  /** The limit of the length of a text, so that a message stays readable. */
  private static final int MAX_LENGTH = 300;

  private static final Pattern SCOPE =
      Pattern.compile("(?i)\\baccess (?:extapi:)?([a-z0-9_]{1,40}) scope\\b");
  private static final Pattern ERROR =
      Pattern.compile("(?s)[A-Za-z][\\w.]{0,80}(?:Error|Exception|Timeout)\\b.*");

  private ErrorText() {}

  /**
   * Returns the name of the scope that the details say is missing, as in {@code Token is not
   * authorized access stress scope}.
   */
  static Optional<String> missingScope(List<ErrorDetail> details) {
    return details.stream()
        .map(detail -> SCOPE.matcher(detail.message()))
        .filter(Matcher::find)
        .map(scope -> scope.group(1))
        .findFirst();
  }

  /**
   * Returns the failure of Oura's request to a callback URL, which begins with the name of an error
   * such as {@code SSLError}. The queries of URLs are removed, because that of a challenge contains
   * the verification token.
   */
  static Optional<String> callbackFailure(List<ErrorDetail> details) {
    return details.stream()
        .map(ErrorDetail::message)
        .filter(text -> ERROR.matcher(text).matches())
        .map(ErrorText::withoutQueries)
        .findFirst();
  }

  private static String withoutQueries(String text) {
    String redacted =
        text.replaceAll("\\?[^\\s'\")]*", "?...")
            .replaceAll("(verification_token|challenge)=[^\\s&'\")]*", "$1=...")
            .replaceAll("[^ -~]", " ")
            .strip();
    return redacted.length() <= MAX_LENGTH ? redacted : redacted.substring(0, MAX_LENGTH) + "...";
  }
}
