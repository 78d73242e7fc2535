// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.util.Map;

/**
 * Sends GET requests to any path of the Oura API and returns the JSON text of the responses.
 *
 * <p>Use it for endpoints, parameters and data types that this version of the library does not know
 * yet. Credentials, retries, deadlines and the rate limiter work as for typed requests. If the path
 * begins with that of a known data type, errors name the scope it requires and metrics its name,
 * also as for typed requests. Safe for use by multiple threads; an iterator must be used by one
 * thread only.
 */
public interface RawRequests {
  /**
   * Sends a GET request with query parameters.
   *
   * @param path the path below the base URL, such as {@code /v2/usercollection/daily_sleep}; it
   *     must be percent-encoded
   * @param query the query parameters by name; this method percent-encodes them
   * @return the response body, which is valid JSON
   * @throws IllegalArgumentException if the path does not start with a slash, contains a query, or
   *     is not percent-encoded, or if the value of a parameter is null
   * @throws io.github.oura4j.error.OuraException if the request fails or Oura rejects it
   */
  String get(String path, Map<String, String> query);

  /**
   * Fetches a list page by page (pagination), following {@code next_token} to the last page.
   * Nothing is sent before the first page is read, and only one page is held in memory.
   *
   * @param path the path of the list below the base URL
   * @param query the query parameters by name; this method percent-encodes them
   * @return the response bodies, one for each page, as JSON text; every iterator sends its own
   *     requests and throws an {@link io.github.oura4j.error.OuraException} when one of them fails
   * @throws IllegalArgumentException if the path does not start with a slash, contains a query, or
   *     is not percent-encoded, or if the value of a parameter is null
   */
  Iterable<String> pages(String path, Map<String, String> query);

  /**
   * Sends a GET request without query parameters.
   *
   * @param path the path below the base URL, such as {@code /v2/usercollection/personal_info}
   * @return the response body, which is valid JSON
   * @throws IllegalArgumentException if the path does not start with a slash, contains a query, or
   *     is not percent-encoded
   * @throws io.github.oura4j.error.OuraException if the request fails or Oura rejects it
   */
  default String get(String path) {
    return get(path, Map.of());
  }
}
