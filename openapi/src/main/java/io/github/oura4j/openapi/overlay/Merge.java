// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.Keywords;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges an update into its target as the Overlay Specification defines it: objects member by
 * member, lists by appending.
 *
 * <p>It deviates from the specification where a list is one value: such a list is replaced. A type
 * of {@code [integer, 'null']}, appended to {@code [number, 'null']}, would be two types.
 */
final class Merge {
  /**
   * Keywords whose list is one value. The lists of all others are sets, such as the values of an
   * enum, the required properties and the scopes of an operation, to which an update adds.
   */
  private static final Set<String> VALUES = Keywords.set("type anyOf default x-enum-varnames");

  private Merge() {}

  /**
   * Merges an update in place.
   *
   * @param onlyMissing keep the members that the target already has
   */
  static void into(JsonNode target, JsonNode update, boolean onlyMissing) {
    if (target instanceof ObjectNode object && update.isObject()) {
      members(object, update, onlyMissing);
    } else if (target instanceof ArrayNode list) {
      append(list, update);
    } else {
      throw new InvalidInputException(
          "only objects and lists can be updated, and objects only with objects");
    }
  }

  private static void members(ObjectNode target, JsonNode update, boolean onlyMissing) {
    for (Map.Entry<String, JsonNode> member : update.properties()) {
      JsonNode present = target.get(member.getKey());
      if (present == null) {
        target.set(member.getKey(), member.getValue().deepCopy());
      } else if (!onlyMissing) {
        target.set(member.getKey(), merged(member.getKey(), present, member.getValue()));
      }
    }
  }

  private static JsonNode merged(String keyword, JsonNode present, JsonNode update) {
    boolean areLists = present.isArray() && update.isArray() && !VALUES.contains(keyword);
    if (areLists || (present.isObject() && update.isObject())) {
      into(present, update, false);
      return present;
    }
    return update.deepCopy();
  }

  // Entries that the list already has are skipped: the export may have caught up with a correction.
  private static void append(ArrayNode list, JsonNode update) {
    Iterable<JsonNode> entries = update.isArray() ? update : List.of(update);
    for (JsonNode entry : entries) {
      boolean isThere = false;
      for (JsonNode present : list) {
        isThere |= present.equals(entry);
      }
      if (!isThere) {
        list.add(entry.deepCopy());
      }
    }
  }
}
