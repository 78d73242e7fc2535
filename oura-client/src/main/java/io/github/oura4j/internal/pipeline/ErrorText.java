// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.error.ErrorDetail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
      Pattern.compile("\\b[A-Za-z][\\w.]{0,80}(?:Error|Exception|Timeout)\\b");

  /** The query of a URL, also of one that is encoded as the parameter of another. */
  private static final Pattern QUERY = Pattern.compile("(?:\\?|%3[Ff])[^\\s'\")]*");

  /** A secret parameter as Python, JSON, and encoded or plain URLs write it. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?:verification_token|challenge)['\"\\\\]*\\s*(?:=|:|%3D|%3A)\\s*['\"\\\\]*)"
              + "[^\\s&'\",)}\\\\]*");

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
   * Returns the failure of Oura's request to a callback URL, which names an error such as {@code
   * SSLError}. The queries of URLs and the verification token are removed, because a challenge
   * contains the token.
   *
   * @param verificationToken the token of the subscription, if the request contained one
   */
  static Optional<String> callbackFailure(
      List<ErrorDetail> details, Optional<String> verificationToken) {
    return details.stream()
        .map(ErrorDetail::message)
        .filter(text -> ERROR.matcher(text).find())
        .map(text -> withoutSecrets(text, verificationToken))
        .findFirst();
  }

  /** Returns the name of an error in a body that is not in Oura's format. */
  static Optional<String> errorName(String body) {
    Matcher error = ERROR.matcher(body);
    return error.find() ? Optional.of(error.group()) : Optional.empty();
  }

  private static String withoutSecrets(String text, Optional<String> verificationToken) {
    String redacted =
        verificationToken
            .filter(token -> !token.isEmpty())
            .map(
                token ->
                    text.replace(token, "...")
                        .replace(URLEncoder.encode(token, StandardCharsets.UTF_8), "..."))
            .orElse(text);
    redacted =
        QUERY
            .matcher(SECRET.matcher(redacted).replaceAll("$1..."))
            .replaceAll("?...")
            .replaceAll("[^ -~]", " ")
            .strip();
    return redacted.length() <= MAX_LENGTH ? redacted : redacted.substring(0, MAX_LENGTH) + "...";
  }
}
