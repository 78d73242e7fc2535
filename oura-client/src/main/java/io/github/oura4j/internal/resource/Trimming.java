// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Selects the elements that a list returns from the responses, which contain more than its range.
 *
 * <p>Oura's sandbox dates some data 2021-01-01 whatever was requested. Elements outside the dates
 * of the request are therefore returned in the sandbox, each once, although several windows may
 * contain it. Create one instance for each iterator. Not thread-safe.
 *
 * @param <T> the type of the elements
 */
final class Trimming<T> {
  private final boolean sandbox;
  private final Set<T> returned = new HashSet<>();

  Trimming(boolean sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Returns the filter for the responses to a request.
   *
   * @param inRange whether an element belongs to the part of the range that is read from them
   * @param inRequest whether an element is within the dates of the request, which are wider
   */
  Predicate<T> filter(Predicate<T> inRange, Predicate<T> inRequest) {
    return sandbox
        ? element -> (inRange.test(element) || !inRequest.test(element)) && returned.add(element)
        : inRange;
  }
}
