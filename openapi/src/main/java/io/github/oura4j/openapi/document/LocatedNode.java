// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node of a document together with where it stands, so that what is wrong can be told by its
 * place.
 */
public record LocatedNode(JsonNode node, JsonPointer pointer) {

  public static LocatedNode root(JsonNode document) {
    return new LocatedNode(document, JsonPointer.empty());
  }

  public boolean has(String key) {
    return node.has(key);
  }

  /** The member of this name; its node is missing when there is none. */
  public LocatedNode at(String key) {
    return new LocatedNode(node.path(key), pointer.appendProperty(key));
  }

  public List<LocatedNode> members() {
    requireObject();
    List<LocatedNode> members = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      members.add(new LocatedNode(member.getValue(), pointer.appendProperty(member.getKey())));
    }
    return members;
  }

  public List<LocatedNode> items() {
    if (!node.isArray()) {
      throw refused("a list is expected here");
    }
    List<LocatedNode> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new LocatedNode(node.get(i), pointer.appendIndex(i)));
    }
    return items;
  }

  public String text() {
    if (!node.isTextual()) {
      throw refused("a text is expected here");
    }
    return node.textValue();
  }

  public void requireObject() {
    if (!node.isObject()) {
      throw refused("an object is expected here");
    }
  }

  /** The last step of the way here: the member's name or the item's number. */
  public String key() {
    JsonPointer last = pointer.last();
    return last == null ? "" : last.getMatchingProperty();
  }

  public InvalidInputException refused(String why) {
    return new InvalidInputException((pointer.matches() ? "/" : pointer.toString()) + ": " + why);
  }
}
