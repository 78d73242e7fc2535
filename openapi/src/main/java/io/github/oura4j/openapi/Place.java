// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node of a document together with where it stands, so that what is wrong can be told by its
 * place.
 */
record Place(JsonNode node, JsonPointer pointer) {

  static Place root(JsonNode document) {
    return new Place(document, JsonPointer.empty());
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** The member of this name; its node is missing when there is none. */
  Place at(String key) {
    return new Place(node.path(key), pointer.appendProperty(key));
  }

  List<Place> members() {
    requireObject();
    List<Place> members = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      members.add(new Place(member.getValue(), pointer.appendProperty(member.getKey())));
    }
    return members;
  }

  List<Place> items() {
    if (!node.isArray()) {
      throw refused("a list is expected here");
    }
    List<Place> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new Place(node.get(i), pointer.appendIndex(i)));
    }
    return items;
  }

  String text() {
    if (!node.isTextual()) {
      throw refused("a text is expected here");
    }
    return node.textValue();
  }

  void requireObject() {
    if (!node.isObject()) {
      throw refused("an object is expected here");
    }
  }

  /** The last step of the way here: the member's name or the item's number. */
  String key() {
    JsonPointer last = pointer.last();
    return last == null ? "" : last.getMatchingProperty();
  }

  RefusedException refused(String why) {
    return new RefusedException((pointer.matches() ? "/" : pointer.toString()) + ": " + why);
  }
}
