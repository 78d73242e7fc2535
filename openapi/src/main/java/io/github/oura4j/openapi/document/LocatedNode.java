// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node of a document together with its location, so that messages can name it. */
public record LocatedNode(JsonNode node, JsonPointer pointer) {

  public static LocatedNode root(JsonNode document) {
    return new LocatedNode(document, JsonPointer.empty());
  }

  public boolean has(String key) {
    return node.has(key);
  }

  /** Returns a member; its node is missing if there is none. */
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
      throw invalid("a list is expected here");
    }
    List<LocatedNode> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new LocatedNode(node.get(i), pointer.appendIndex(i)));
    }
    return items;
  }

  public String text() {
    if (!node.isTextual()) {
      throw invalid("a string is expected here");
    }
    return node.textValue();
  }

  public void requireObject() {
    if (!node.isObject()) {
      throw invalid("an object is expected here");
    }
  }

  /** Returns the last segment of the location: the name of the member or the index of the item. */
  public String key() {
    JsonPointer last = pointer.last();
    return last == null ? "" : last.getMatchingProperty();
  }

  /** Creates an exception whose message begins with this location. */
  public InvalidInputException invalid(String why) {
    return new InvalidInputException((pointer.matches() ? "/" : pointer.toString()) + ": " + why);
  }
}
