// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to be sent by a {@link Transport}.
 *
 * <p>Immutable, and safe for use by multiple threads. {@link #toString} contains only the method
 * and the path.
 */
public final class OuraRequest {
  private static final Duration UNBOUNDED = Duration.ofNanos(Long.MAX_VALUE);

  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final byte @Nullable [] body;
  private final Duration timeout;
  private final Duration deadline;

  private OuraRequest(
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      Duration timeout,
      Duration deadline) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.timeout = timeout;
    this.deadline = deadline;
  }

  /**
   * Returns a request without headers and without a body.
   *
   * @param method the HTTP method in uppercase, such as {@code GET}
   * @param uri the absolute URI
   * @param timeout the maximum time to wait for the complete response, including its body
   * @return the request
   */
  public static OuraRequest of(String method, URI uri, Duration timeout) {
    return new OuraRequest(method, uri, Map.of(), null, timeout, UNBOUNDED);
  }

  /**
   * Returns a copy of this request with a header set. A header of the same name is replaced; names
   * are case-insensitive.
   *
   * @param name the name of the header
   * @param value the value of the header
   * @return a new request
   */
  public OuraRequest withHeader(String name, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, value);
    return new OuraRequest(method, uri, changed, body, timeout, deadline);
  }

  /**
   * Returns a copy of this request with a body.
   *
   * @param newBody the bytes to send
   * @return a new request
   */
  public OuraRequest withBody(byte[] newBody) {
    return new OuraRequest(method, uri, headers, newBody.clone(), timeout, deadline);
  }

  /**
   * Returns a copy of this request with another URI.
   *
   * @param newUri the absolute URI
   * @return a new request
   */
  public OuraRequest withUri(URI newUri) {
    return new OuraRequest(method, newUri, headers, body, timeout, deadline);
  }

  /**
   * Returns a copy of this request with another timeout.
   *
   * @param newTimeout the maximum time to wait for the complete response, including its body
   * @return a new request
   */
  public OuraRequest withTimeout(Duration newTimeout) {
    return new OuraRequest(method, uri, headers, body, newTimeout, deadline);
  }

  /**
   * Returns a copy of this request with another deadline.
   *
   * @param newDeadline the maximum time for the whole call, including waits and retries
   * @return a new request
   */
  public OuraRequest withDeadline(Duration newDeadline) {
    return new OuraRequest(method, uri, headers, body, timeout, newDeadline);
  }

  /**
   * Returns the HTTP method.
   *
   * @return the method in uppercase, such as {@code GET}
   */
  public String method() {
    return method;
  }

  /**
   * Returns the URI, including its query.
   *
   * @return the absolute URI
   */
  public URI uri() {
    return uri;
  }

  /**
   * Returns the headers. One of them may contain the access token.
   *
   * @return an unmodifiable map from header names to values
   */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /**
   * Returns the body.
   *
   * @return a copy of the bytes, or null if the request has no body
   */
  public byte @Nullable [] body() {
    return body == null ? null : body.clone();
  }

  /**
   * Returns the maximum time to wait for the complete response, including its body. A {@link
   * Transport} enforces it.
   *
   * @return a positive duration
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Returns the maximum time for the whole call, including waits and retries, counted from the
   * moment at which the call started. A {@link Transport} can ignore it: the layers that wait and
   * retry reduce {@link #timeout()} to the time that is left.
   *
   * @return a positive duration; about 292 years, which means no limit, unless set
   */
  public Duration deadline() {
    return deadline;
  }

  /** Returns the method and the path; query and headers may contain secrets or personal data. */
  @Override
  public String toString() {
    return method + " " + uri.getRawPath();
  }
}
