// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.util.Map;

/**
 * Any path of the API as JSON text, with the same credentials and limits: what Oura adds tomorrow
 * can be read today.
 */
public interface RawRequests {
  /**
   * Asks for a path.
   *
   * @param path the path below the base address, such as {@code /v2/usercollection/daily_sleep}
   * @param query the parameters by name; not encoded yet
   * @return the answer's body as text, which is JSON
   * @throws IllegalArgumentException if the path does not begin with a slash, or holds a query
   * @throws io.github.oura4j.error.OuraException if Oura cannot be asked or refuses
   */
  String get(String path, Map<String, String> query);

  /**
   * Asks for a list page by page, following {@code next_token} to the end.
   *
   * @param path the path of the list
   * @param query the parameters by name; not encoded yet
   * @return the pages, each the answer's body as text; each iterator asks anew
   * @throws IllegalArgumentException if the path does not begin with a slash, or holds a query
   */
  Iterable<String> pages(String path, Map<String, String> query);

  /**
   * Asks for a path without parameters.
   *
   * @param path the path below the base address, such as {@code /v2/usercollection/personal_info}
   * @return the answer's body as text, which is JSON
   * @throws IllegalArgumentException if the path does not begin with a slash, or holds a query
   * @throws io.github.oura4j.error.OuraException if Oura cannot be asked or refuses
   */
  default String get(String path) {
    return get(path, Map.of());
  }
}
