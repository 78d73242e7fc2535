// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import java.util.List;
import java.util.Optional;

/**
 * Recognises the pages that lists come in by their shape, since their names have changed before.
 */
final class PageShape {
  private static final List<String> UNIONS = List.of("anyOf", "oneOf", "allOf");

  private final Export export;

  PageShape(Export export) {
    this.export = export;
  }

  /** What the rows of a page are: the {@code items} of its {@code data}, as it is written there. */
  Optional<Place> rows(Place schema) {
    Place page = export.resolve(schema);
    Place data = page.at("properties").at("data");
    boolean isPage = page.at("properties").has("next_token") && data.has("items");
    return isPage ? Optional.of(data.at("items")) : Optional.empty();
  }

  /** The rows of the typed page that an answer is, be it one of several alternatives. */
  Optional<Place> typedRows(Place answer) {
    Place schema = export.resolve(answer);
    for (String union : UNIONS) {
      if (schema.has(union)) {
        return schema.at(union).items().stream()
            .flatMap(one -> typedRows(one).stream())
            .findFirst();
      }
    }
    return isFreeForm(schema) ? Optional.empty() : rows(schema);
  }

  /**
   * Whether the rows are objects of which nothing is said, as where {@code fields} leaves only some
   * properties.
   */
  boolean isFreeForm(Place schema) {
    return rows(schema).map(export::resolve).filter(PageShape::isAnyObject).isPresent();
  }

  private static boolean isAnyObject(Place row) {
    return row.at("type").node().asText().equals("object") && !row.has("properties");
  }
}
