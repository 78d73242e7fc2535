// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.util.NonNullElements;
import java.util.List;

/**
 * The options of a list request apart from its range: which properties of each document Oura
 * returns. By default Oura returns all of them. Immutable.
 *
 * @param fields the JSON names of the properties to return; empty for all. Oura silently ignores
 *     names that it does not know, and for tags, enhanced tags and daily resilience it ignores the
 *     selection and returns whole documents
 */
public record ListOptions(List<String> fields) {
  private static final ListOptions ALL_FIELDS = new ListOptions(List.of());

  /**
   * Creates options.
   *
   * @param fields the JSON names of the properties to return; empty for all
   * @throws IllegalArgumentException if a name is blank or contains a comma
   */
  public ListOptions {
    fields = NonNullElements.copyOf(fields, "fields");
    for (String field : fields) {
      if (field.isBlank() || field.contains(",")) {
        throw new IllegalArgumentException(
            "Each field must be the name of one property, such as score, without commas."
                + " Pass several fields as several arguments.");
      }
    }
  }

  /**
   * Returns the default options, which request whole documents.
   *
   * @return the default options
   */
  public static ListOptions defaults() {
    return ALL_FIELDS;
  }

  /**
   * Returns options that request only some properties, which makes responses smaller. The other
   * properties of the returned documents are null. The id and the day, or the timestamp of a
   * sample, are always requested as well, because ranges are checked with them.
   *
   * @param names the JSON names of the properties, such as {@code score}
   * @return the options
   * @throws IllegalArgumentException if a name is blank or contains a comma
   */
  public static ListOptions fields(String... names) {
    return new ListOptions(NonNullElements.copyOf(names, "names"));
  }
}
