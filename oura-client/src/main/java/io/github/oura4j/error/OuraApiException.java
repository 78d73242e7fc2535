// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Oura answered with a status that is not a success. The subclasses tell the meanings apart. */
public class OuraApiException extends OuraException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String request;
  private final TreeMap<String, List<String>> headers;
  private final ArrayList<ErrorDetail> details;

  /**
   * Makes an exception for an answer.
   *
   * @param advice what the status means and what to do
   * @param request the request that was answered
   * @param response the answer
   * @param details what the server said in its own words
   */
  protected OuraApiException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super("Oura answered " + response.status() + " to " + request + ": " + advice);
    this.status = response.status();
    this.request = request.toString();
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    this.details = new ArrayList<>(details);
  }

  /**
   * Makes the exception whose type fits the status of an answer.
   *
   * @param request the request that was answered
   * @param response the answer
   * @param details what the server said in its own words
   * @return the exception, to be thrown by the caller
   */
  public static OuraApiException of(
      OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    return switch (response.status()) {
      case 400, 422 -> new InvalidRequestException(request, response, details);
      case 401 -> new AuthenticationException(request, response, details);
      case 403 -> new PermissionException(request, response, details);
      case 404 -> new NotFoundException(request, response, details);
      case 409 -> new ConflictException(request, response, details);
      case 426 -> new AppOutdatedException(request, response, details);
      case 429 -> new RateLimitedException(request, response, details);
      default ->
          response.status() >= 500
              ? new ServerException(request, response, details)
              : new OuraApiException(
                  response.status() / 100 == 3
                      ? "redirects are not followed, since the access token would go along."
                          + " Check the base address"
                      : "this status is not one that Oura documents",
                  request,
                  response,
                  details);
    };
  }

  /**
   * Returns the HTTP status of the answer.
   *
   * @return the status, for instance 404
   */
  public int status() {
    return status;
  }

  /**
   * Returns the request that was answered.
   *
   * @return method and path, such as {@code GET /v2/usercollection/sleep}
   */
  public String request() {
    return request;
  }

  /**
   * Returns a header of the answer, such as {@code Retry-After}.
   *
   * @param name the header's name, in any case
   * @return its first value, or empty
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Returns what the server said in its own words. It may repeat values of the request, so it
   * stands not in the message.
   *
   * @return the details, empty when the body held none that can be read
   */
  public List<ErrorDetail> details() {
    return Collections.unmodifiableList(details);
  }
}
