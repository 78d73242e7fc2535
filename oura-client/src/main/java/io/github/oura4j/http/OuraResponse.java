// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One whole HTTP answer, its body decompressed. Immutable; its text form names the status only. */
public final class OuraResponse {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * Makes an answer.
   *
   * @param status the HTTP status
   * @param headers the headers, by name in any case
   * @param body the whole body, empty when there was none; not copied, and not to be changed later
   */
  public OuraResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  /**
   * Returns the HTTP status.
   *
   * @return the status, for instance 200
   */
  public int status() {
    return status;
  }

  /**
   * Returns a header.
   *
   * @param name its name, in any case
   * @return its first value, or empty
   */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /**
   * Returns all headers by name.
   *
   * @return an unmodifiable map, whose names are found in any case
   */
  public Map<String, List<String>> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /**
   * Returns all values of a header, for what may not come twice.
   *
   * @param name its name, in any case
   * @return its values, unmodifiable, empty when there is none
   */
  public List<String> headers(String name) {
    return List.copyOf(headers.getOrDefault(name, List.of()));
  }

  /**
   * Returns the body.
   *
   * @return the bytes themselves, not a copy: a page of heart rates is large
   */
  public byte[] body() {
    return body;
  }

  /** Names the status: the body holds measured values. */
  @Override
  public String toString() {
    return "OuraResponse[" + status + ", " + body.length + " bytes]";
  }
}
