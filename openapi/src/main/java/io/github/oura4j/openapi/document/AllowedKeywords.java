// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What may stand in one kind of node: facts that are copied as they are, and parts that the caller
 * translates. Prose is left behind. Anything else stops the import, since a fact that is not
 * understood would be lost without a word.
 */
public record AllowedKeywords(String kind, Set<String> copied, Set<String> translated) {

  /** A vocabulary from keywords with spaces between them. */
  public static AllowedKeywords of(String kind, String copied, String translated) {
    return new AllowedKeywords(kind, Keywords.set(copied), Keywords.set(translated));
  }

  /** A new node with the copied facts of the given one. */
  public ObjectNode copy(LocatedNode from) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (LocatedNode member : from.members()) {
      String keyword = member.key();
      if (copied.contains(keyword)) {
        copy.set(keyword, member.node().deepCopy());
      } else if (!translated.contains(keyword) && !Keywords.isProse(keyword)) {
        throw from.refused(notUnderstood(keyword));
      }
    }
    return copy;
  }

  private String notUnderstood(String keyword) {
    return "'%s' is not understood in %s; teach the import what it means, or take it out of a copy of the export"
        .formatted(keyword, kind);
  }
}
