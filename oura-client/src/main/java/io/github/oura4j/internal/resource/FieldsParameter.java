// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.ListOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code fields}, which limits a response to some properties. */
final class FieldsParameter {
  private FieldsParameter() {}

  /**
   * Returns the parameter's value.
   *
   * @param options the fields that the caller selected
   * @param required the fields that paging and ranges need, in addition to the selected ones
   * @return the value, or null to request all properties
   */
  static @Nullable String of(ListOptions options, List<String> required) {
    if (options.fields().isEmpty()) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>(required);
    all.addAll(options.fields());
    return String.join(",", all);
  }
}
