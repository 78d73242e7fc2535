// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

/**
 * A data type of which each person has one document.
 *
 * @param <T> the type of the document
 */
@FunctionalInterface
public interface SingleDocument<T> {
  /**
   * Fetches the document.
   *
   * @return the document
   * @throws io.github.oura4j.error.OuraException if it cannot be had
   */
  T get();
}
