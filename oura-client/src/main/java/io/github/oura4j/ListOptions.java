// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for, beside its range.
 *
 * @param fields the properties to ask for, by their names in JSON; empty for all. Oura ignores
 *     unknown names silently, and the lists of tags, enhanced tags and daily resilience ignore the
 *     choice altogether
 */
public record ListOptions(List<String> fields) {
  private static final ListOptions EVERYTHING = new ListOptions(List.of());

  /**
   * Makes options.
   *
   * @param fields the properties to ask for, by their names in JSON; empty for all
   * @throws IllegalArgumentException if a name is blank or holds a comma
   */
  public ListOptions {
    fields = List.copyOf(fields);
    for (String field : fields) {
      if (field.isBlank() || field.contains(",")) {
        throw new IllegalArgumentException(
            "A field is the name of one property, such as score. Give several as several arguments.");
      }
    }
  }

  /**
   * Returns options that ask for whole documents.
   *
   * @return the default
   */
  public static ListOptions defaults() {
    return EVERYTHING;
  }

  /**
   * Returns options that ask for some properties only; the others are null in the answer. The id
   * and the day, or the time stamp, are always asked for.
   *
   * @param names the properties by their names in JSON, such as {@code score}
   * @return the options
   * @throws IllegalArgumentException if a name is blank or holds a comma
   */
  public static ListOptions fields(String... names) {
    return new ListOptions(List.of(names));
  }

  /**
   * Returns the text of the parameter, with the fields that are always needed, or null to ask for
   * all.
   */
  @Nullable String parameter(List<String> always) {
    if (fields.isEmpty()) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>(always);
    all.addAll(fields);
    return String.join(",", all);
  }
}
