// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

/**
 * A data type of which each person has exactly one document, such as the personal info. Safe for
 * use by multiple threads.
 *
 * @param <T> the type of the document
 */
@FunctionalInterface
public interface SingleDocument<T> {
  /**
   * Fetches the document. Each call sends a request; nothing is cached.
   *
   * @return the document
   * @throws io.github.oura4j.error.OuraException if the request fails or Oura rejects it
   */
  T get();
}
