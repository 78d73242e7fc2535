// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import java.util.List;
import java.util.Optional;

/**
 * Recognises the pages that lists come in by their shape, since their names have changed before.
 */
public final class PageShape {
  private static final List<String> UNIONS = List.of("anyOf", "oneOf", "allOf");

  private final Export export;

  public PageShape(Export export) {
    this.export = export;
  }

  /** What the rows of a page are: the {@code items} of its {@code data}, as it is written there. */
  public Optional<LocatedNode> rows(LocatedNode schema) {
    LocatedNode page = export.resolve(schema);
    LocatedNode data = page.at("properties").at("data");
    boolean isPage = page.at("properties").has("next_token") && data.has("items");
    return isPage ? Optional.of(data.at("items")) : Optional.empty();
  }

  /** The rows of the typed page that an answer is, be it one of several alternatives. */
  Optional<LocatedNode> typedRows(LocatedNode answer) {
    LocatedNode schema = export.resolve(answer);
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
  boolean isFreeForm(LocatedNode schema) {
    return rows(schema).map(export::resolve).filter(PageShape::isAnyObject).isPresent();
  }

  private static boolean isAnyObject(LocatedNode row) {
    return row.at("type").node().asText().equals("object") && !row.has("properties");
  }
}
