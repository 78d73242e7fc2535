// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The keywords that one kind of node may contain.
 *
 * <p>Prose is dropped. Any other keyword stops the import: a fact that is not understood would be
 * lost without notice.
 *
 * @param kind the kind of node, for messages
 * @param copied keywords that are copied unchanged
 * @param translated keywords that the caller translates
 */
public record AllowedKeywords(String kind, Set<String> copied, Set<String> translated) {

  /** Creates an instance from keywords separated by spaces. */
  public static AllowedKeywords of(String kind, String copied, String translated) {
    return new AllowedKeywords(kind, Keywords.set(copied), Keywords.set(translated));
  }

  /**
   * Returns a new node with the copied keywords of the given one, which may contain no unknown
   * ones.
   */
  public ObjectNode copy(LocatedNode from) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (LocatedNode member : from.members()) {
      String keyword = member.key();
      if (copied.contains(keyword)) {
        copy.set(keyword, member.node().deepCopy());
      } else if (!translated.contains(keyword) && !Keywords.isProse(keyword)) {
        throw from.invalid(unsupported(keyword));
      }
    }
    return copy;
  }

  private String unsupported(String keyword) {
    return "'%s' is not supported in %s; add support for it to the import, or remove it from a copy of the export"
        .formatted(keyword, kind);
  }
}
