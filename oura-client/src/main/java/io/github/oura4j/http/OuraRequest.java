// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.internal.util.TokenHash;
import io.github.oura4j.model.DataType;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to be sent by a {@link Transport}.
 *
 * <p>Immutable, and safe for use by multiple threads. {@link #toString} contains only the method
 * and the path.
 */
public final class OuraRequest {
  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final byte @Nullable [] body;
  private final Duration timeout;
  private final @Nullable Duration readTimeout;
  private final Deadline deadline;
  private final @Nullable String tokenHash;
  private final @Nullable DataType dataType;

  private OuraRequest(
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      Duration timeout,
      @Nullable Duration readTimeout,
      Deadline deadline,
      @Nullable String tokenHash,
      @Nullable DataType dataType) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.timeout = timeout;
    this.readTimeout = readTimeout;
    this.deadline = deadline;
    this.tokenHash = tokenHash;
    this.dataType = dataType;
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
    return new OuraRequest(method, uri, Map.of(), null, timeout, null, Deadline.none(), null, null);
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
    return new OuraRequest(
        method,
        uri,
        headersWith(name, value),
        body,
        timeout,
        readTimeout,
        deadline,
        tokenHash,
        dataType);
  }

  private Map<String, String> headersWith(String name, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, value);
    return changed;
  }

  /**
   * Returns a copy of this request that is authorized by an access token. Its hash, {@link
   * #tokenHash}, is computed here, once for all attempts to send the request.
   *
   * @param accessToken the access token, which may be sent as the value of a header
   * @return a new request
   */
  public OuraRequest withAccessToken(String accessToken) {
    return new OuraRequest(
        method,
        uri,
        headersWith("Authorization", "Bearer " + accessToken),
        body,
        timeout,
        readTimeout,
        deadline,
        TokenHash.of(accessToken),
        dataType);
  }

  /**
   * Returns a copy of this request with a body.
   *
   * @param newBody the bytes to send
   * @return a new request
   */
  public OuraRequest withBody(byte[] newBody) {
    return new OuraRequest(
        method, uri, headers, newBody.clone(), timeout, readTimeout, deadline, tokenHash, dataType);
  }

  /**
   * Returns a copy of this request with another URI.
   *
   * @param newUri the absolute URI
   * @return a new request
   */
  public OuraRequest withUri(URI newUri) {
    return new OuraRequest(
        method, newUri, headers, body, timeout, readTimeout, deadline, tokenHash, dataType);
  }

  /**
   * Returns a copy of this request with another timeout.
   *
   * @param newTimeout the maximum time to wait for the complete response, including its body
   * @return a new request
   */
  public OuraRequest withTimeout(Duration newTimeout) {
    return new OuraRequest(
        method, uri, headers, body, newTimeout, readTimeout, deadline, tokenHash, dataType);
  }

  /**
   * Returns a copy of this request with its own read timeout.
   *
   * @param newReadTimeout the maximum time without a byte from the server
   * @return a new request
   */
  public OuraRequest withReadTimeout(Duration newReadTimeout) {
    return new OuraRequest(
        method, uri, headers, body, timeout, newReadTimeout, deadline, tokenHash, dataType);
  }

  /**
   * Returns a copy of this request with another deadline.
   *
   * @param newDeadline when the whole call must have ended, including waits and retries
   * @return a new request
   */
  public OuraRequest withDeadline(Deadline newDeadline) {
    return new OuraRequest(
        method, uri, headers, body, timeout, readTimeout, newDeadline, tokenHash, dataType);
  }

  /**
   * Returns a copy of this request with another data type.
   *
   * @param newDataType the data type that the request reads
   * @return a new request
   */
  public OuraRequest withDataType(DataType newDataType) {
    return new OuraRequest(
        method, uri, headers, body, timeout, readTimeout, deadline, tokenHash, newDataType);
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
   * Returns the maximum time to wait for the complete response, including its body. If less is left
   * until the {@link #deadline}, {@link #timeLeft} is shorter.
   *
   * @return a positive duration
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Returns the maximum time without a byte from the server, which replaces that of the transport.
   * Requests that Oura holds for long, such as those to create a webhook subscription, have one.
   *
   * @return a positive duration; empty if the read timeout of the transport applies
   */
  public Optional<Duration> readTimeout() {
    return Optional.ofNullable(readTimeout);
  }

  /**
   * Returns when the whole call must have ended, including waits and retries.
   *
   * @return the deadline, {@link Deadline#none} unless set
   */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * Returns the maximum time, from now, to wait for the complete response: the {@link #timeout}, or
   * the time until the {@link #deadline} if that is shorter. A {@link Transport} reads it when it
   * starts to send the request, and enforces it.
   *
   * @return a duration, zero if the deadline has passed
   */
  public Duration timeLeft() {
    Duration remaining = deadline.remaining();
    return remaining.compareTo(timeout) < 0 ? remaining : timeout;
  }

  /**
   * Returns a hash of the access token, by which a rate limiter counts the requests of one token.
   * Unlike the token, it may be stored.
   *
   * @return the hash, or null if the request has no access token
   */
  public @Nullable String tokenHash() {
    return tokenHash;
  }

  /**
   * Returns the data type that this request reads, from which follow the scope it requires and its
   * name in metrics. It is not part of what is sent.
   *
   * @return the data type; empty for requests about webhook subscriptions, and for raw requests
   *     whose path names no data type that this version knows
   */
  public Optional<DataType> dataType() {
    return Optional.ofNullable(dataType);
  }

  /**
   * Returns whether this request is about webhook subscriptions, which the credentials of the
   * application authorize, rather than about a person's data.
   *
   * @return true for the paths of webhook subscriptions
   */
  public boolean isAboutWebhooks() {
    return uri.getPath().contains("/v2/webhook/");
  }

  /** Returns the method and the path; query and headers may contain secrets or personal data. */
  @Override
  public String toString() {
    return method + " " + uri.getRawPath();
  }
}
