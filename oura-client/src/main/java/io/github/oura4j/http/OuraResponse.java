// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A complete HTTP response with a decompressed body.
 *
 * <p>Immutable except for the array that {@link #body()} returns, and safe for use by multiple
 * threads. {@link #toString} contains only the status and the size of the body.
 */
public final class OuraResponse {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * Creates a response.
   *
   * @param status the HTTP status code
   * @param headers the headers, by case-insensitive name
   * @param body the complete, decompressed body; empty if there is none. The array is not copied,
   *     so the caller must not modify it
   */
  public OuraResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  /**
   * Returns the HTTP status code.
   *
   * @return the status code, for example 200
   */
  public int status() {
    return status;
  }

  /**
   * Returns the first value of a header.
   *
   * @param name the case-insensitive name of the header
   * @return the first value, or empty if there is no such header
   */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /**
   * Returns all headers.
   *
   * @return an unmodifiable map from case-insensitive names to values
   */
  public Map<String, List<String>> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /**
   * Returns all values of a header. Useful to detect a header that must not be repeated, but is.
   *
   * @param name the case-insensitive name of the header
   * @return an unmodifiable list of the values, empty if there is no such header
   */
  public List<String> headers(String name) {
    return List.copyOf(headers.getOrDefault(name, List.of()));
  }

  /**
   * Returns the body.
   *
   * @return the bytes, empty if there is no body. This is not a copy, because a page of heart rates
   *     is large: do not modify it
   */
  public byte[] body() {
    return body;
  }

  /** Returns the status and the size of the body; the body itself contains health data. */
  @Override
  public String toString() {
    return "OuraResponse[" + status + ", " + body.length + " bytes]";
  }
}
