// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Thrown when Oura returns status 400 or 422: it rejects a parameter or the body of the request.
 *
 * <p>{@link #details()} names the invalid parameter where Oura does. Correct the request; sending
 * it again unchanged fails again.
 */
public final class InvalidRequestException extends OuraApiException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_NAMES = 5;

  /** A location such as {@code query.start_date}, which contains no value. */
  private static final Pattern NAME = Pattern.compile("(?:query|path|body|header)[.][a-z_.]{1,60}");

  InvalidRequestException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(
        (request.isAboutWebhooks()
                ? "a parameter is invalid, or the callback URL did not respond correctly to Oura's"
                    + " challenge"
                : "a parameter is invalid")
            + locations(details)
            + (request.isAboutWebhooks()
                ? ". Check the callback URL and the verification token"
                : ". Check dates, fields and ids"),
        request,
        response,
        details);
  }

  /** Returns the names of the invalid parameters; Oura's explanations may repeat their values. */
  private static String locations(List<ErrorDetail> details) {
    String names =
        details.stream()
            .map(ErrorDetail::location)
            .filter(location -> NAME.matcher(location).matches())
            .distinct()
            .limit(MAX_NAMES)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " (" + names + ")";
  }
}
