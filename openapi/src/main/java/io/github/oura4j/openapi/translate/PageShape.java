// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes the pages of list operations by their shape: {@code data} with items, and {@code
 * next_token}. Their names have changed before.
 */
public final class PageShape {
  private static final List<String> UNIONS = List.of("anyOf", "oneOf", "allOf");

  private final Export export;

  public PageShape(Export export) {
    this.export = export;
  }

  /**
   * Returns the schema of the rows of a page: the {@code items} of its {@code data}, without
   * resolving a reference.
   */
  public Optional<LocatedNode> rows(LocatedNode schema) {
    LocatedNode page = export.resolve(schema);
    LocatedNode data = page.at("properties").at("data");
    boolean isPage = page.at("properties").has("next_token") && data.has("items");
    return isPage ? Optional.of(data.at("items")) : Optional.empty();
  }

  /**
   * Returns the row schema of the typed page in a response, which may be one of several
   * alternatives.
   */
  Optional<LocatedNode> typedRows(LocatedNode response) {
    LocatedNode schema = export.resolve(response);
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
   * Returns whether the rows are objects without defined properties. Oura describes the pages that
   * the parameter {@code fields} reduces to some properties in this way.
   */
  boolean isFreeForm(LocatedNode schema) {
    return rows(schema).map(export::resolve).filter(PageShape::isAnyObject).isPresent();
  }

  private static boolean isAnyObject(LocatedNode row) {
    return row.at("type").node().asText().equals("object") && !row.has("properties");
  }
}
