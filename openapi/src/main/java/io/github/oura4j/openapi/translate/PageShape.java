// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

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
    Queue<LocatedNode> alternatives = new ArrayDeque<>(List.of(response));
    // Alternatives may refer to each other, and chains of them may be long.
    Set<JsonPointer> seen = new HashSet<>();
    while (!alternatives.isEmpty()) {
      LocatedNode schema = export.resolve(alternatives.remove());
      Optional<LocatedNode> union = UNIONS.stream().filter(schema::has).map(schema::at).findFirst();
      if (union.isEmpty() && !isFreeForm(schema) && rows(schema).isPresent()) {
        return rows(schema);
      }
      if (union.isPresent() && seen.add(schema.pointer())) {
        alternatives.addAll(union.get().items());
      }
    }
    return Optional.empty();
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
