// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Thrown when Oura returns an HTTP status other than 2xx, or the status 206, whose content is
 * incomplete.
 *
 * <p>Subclasses stand for the statuses that Oura documents and say what to do about each. This
 * class itself is thrown for all others, for example a redirect, which the client does not follow
 * because the access token would be sent along. Requests for data have already been retried
 * according to the client's retry policy.
 */
public class OuraApiException extends OuraException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String request;
  private final TreeMap<String, List<String>> headers;
  private final ArrayList<ErrorDetail> details;

  /**
   * Creates an exception for a response.
   *
   * @param advice what the status means and what to do, to complete the message; without the final
   *     period
   * @param request the request that failed
   * @param response the response
   * @param details the error details from the response body
   */
  protected OuraApiException(
      String advice, OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super("Oura returned " + response.status() + " for " + request + ": " + advice + ".");
    this.status = response.status();
    this.request = request.toString();
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    this.details = new ArrayList<>(details);
  }

  /**
   * Creates the exception whose type matches the status of a response.
   *
   * @param request the request that failed
   * @param response the response
   * @param details the error details from the response body
   * @param now the current time by the client's clock, from which {@link
   *     RateLimitedException#retryAt} is counted
   * @return the exception, for the caller to throw
   */
  public static OuraApiException of(
      OuraRequest request, OuraResponse response, List<ErrorDetail> details, Instant now) {
    return switch (response.status()) {
      case 400, 422 -> new InvalidRequestException(request, response, details);
      case 401 -> new AuthenticationException(request, response, details);
      case 403 -> new PermissionException(request, response, details);
      case 404 -> new NotFoundException(request, response, details);
      case 409 -> new ConflictException(request, response, details);
      case 426 -> new AppOutdatedException(request, response, details);
      case 429 -> new RateLimitedException(request, response, details, now);
      default ->
          response.status() >= 500
              ? new ServerException(request, response, details)
              : new OuraApiException(advice(response.status()), request, response, details);
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case 206 ->
          "the response is only a part, although the whole was requested. Try again, and check"
              + " proxies between this program and Oura";
      case 301, 302, 303, 307, 308 ->
          "redirects are not followed, because the access token would be sent along. Check the base"
              + " URL";
      case 304 ->
          "the response has no content, because a cache takes the request for a conditional one."
              + " Check proxies between this program and Oura";
      default -> "Oura does not document this status";
    };
  }

  /**
   * Returns the HTTP status of the response.
   *
   * @return the status, such as 404
   */
  public int status() {
    return status;
  }

  /**
   * Returns the method and path of the request that failed.
   *
   * @return method and path without the query, such as {@code GET /v2/usercollection/sleep}
   */
  public String request() {
    return request;
  }

  /**
   * Returns a header of the response, such as {@code Retry-After}.
   *
   * @param name the header's name; case is ignored
   * @return its first value, or empty if the response has no such header
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Returns the error details from the response body. They are not part of the message because they
   * may repeat values of the request.
   *
   * @return the details; empty if the body contains none in a known format
   */
  public List<ErrorDetail> details() {
    return Collections.unmodifiableList(details);
  }
}
