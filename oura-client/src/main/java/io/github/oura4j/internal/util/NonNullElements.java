// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Copies lists and arrays that must not contain null. Unlike {@link List#copyOf}, it says which
 * parameter or element is null.
 */
public final class NonNullElements {
  private NonNullElements() {}

  /**
   * Returns an unmodifiable copy of a list.
   *
   * @param elements the list
   * @param name the name of the parameter, for the error message
   * @throws NullPointerException if the list or one of its elements is null
   */
  public static <T> List<T> copyOf(List<T> elements, String name) {
    Objects.requireNonNull(elements, name + " must not be null");
    int index = 0;
    for (T element : elements) {
      Objects.requireNonNull(element, name + "[" + index + "] must not be null");
      index++;
    }
    return List.copyOf(elements);
  }

  /**
   * Returns an unmodifiable list of the elements of an array.
   *
   * @param elements the array
   * @param name the name of the parameter, for the error message
   * @throws NullPointerException if the array or one of its elements is null
   */
  public static <T> List<T> copyOf(T[] elements, String name) {
    Objects.requireNonNull(elements, name + " must not be null");
    return copyOf(Arrays.asList(elements), name);
  }
}
