// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One HTTP request. Immutable; its text form names method and path only. */
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
   * Returns a request without headers and body.
   *
   * @param method the HTTP method, in capitals
   * @param uri the whole address
   * @param timeout how long the answer may take, its body included
   * @return the request
   */
  public static OuraRequest of(String method, URI uri, Duration timeout) {
    return new OuraRequest(method, uri, Map.of(), null, timeout, UNBOUNDED);
  }

  /**
   * Returns this request with a header set, in place of one of the same name in any case.
   *
   * @param name the header's name
   * @param value its value
   * @return a new request
   */
  public OuraRequest withHeader(String name, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, value);
    return new OuraRequest(method, uri, changed, body, timeout, deadline);
  }

  /**
   * Returns this request with a body.
   *
   * @param newBody the bytes to send
   * @return a new request
   */
  public OuraRequest withBody(byte[] newBody) {
    return new OuraRequest(method, uri, headers, newBody.clone(), timeout, deadline);
  }

  /**
   * Returns this request for another address.
   *
   * @param newUri the whole address
   * @return a new request
   */
  public OuraRequest withUri(URI newUri) {
    return new OuraRequest(method, newUri, headers, body, timeout, deadline);
  }

  /**
   * Returns this request with another time for its answer.
   *
   * @param newTimeout how long the answer may take, its body included
   * @return a new request
   */
  public OuraRequest withTimeout(Duration newTimeout) {
    return new OuraRequest(method, uri, headers, body, newTimeout, deadline);
  }

  /**
   * Returns this request with another time for everything that becomes of it.
   *
   * @param newDeadline how long the call may take, its waits and repeats included
   * @return a new request
   */
  public OuraRequest withDeadline(Duration newDeadline) {
    return new OuraRequest(method, uri, headers, body, timeout, newDeadline);
  }

  /**
   * Returns the HTTP method.
   *
   * @return the method, in capitals
   */
  public String method() {
    return method;
  }

  /**
   * Returns the address, query included.
   *
   * @return the whole address
   */
  public URI uri() {
    return uri;
  }

  /**
   * Returns the headers by name. One of them may be the access token.
   *
   * @return an unmodifiable map
   */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /**
   * Returns the body.
   *
   * @return a copy of the bytes, or null when there is none
   */
  public byte @Nullable [] body() {
    return body == null ? null : body.clone();
  }

  /**
   * Returns how long the answer may take, its body included.
   *
   * @return a positive duration
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Returns how long the call may take, its waits and repeats included. A transport has no use for
   * it: what waits and repeats shortens {@link #timeout()} by it.
   *
   * @return a positive duration, of centuries unless set
   */
  public Duration deadline() {
    return deadline;
  }

  /** Names method and path: query and headers may hold what is nobody else's business. */
  @Override
  public String toString() {
    return method + " " + uri.getRawPath();
  }
}
