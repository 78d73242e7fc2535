// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A node of a document together with its location, so that messages can name it. */
public final class LocatedNode {
  private final JsonNode node;
  private final Location location;

  private LocatedNode(JsonNode node, Location location) {
    this.node = node;
    this.location = location;
  }

  public static LocatedNode root(JsonNode document) {
    return new LocatedNode(document, Location.ROOT);
  }

  public JsonNode node() {
    return node;
  }

  public JsonPointer pointer() {
    return location.pointer();
  }

  public boolean has(String key) {
    return node.has(key);
  }

  /** Returns a member; its node is missing if there is none. */
  public LocatedNode at(String key) {
    return new LocatedNode(node.path(key), location.member(key));
  }

  /** Returns the node that a pointer leads to from here; its node is missing if there is none. */
  public LocatedNode at(JsonPointer pointer) {
    return new LocatedNode(node.at(pointer), location.at(pointer));
  }

  public List<LocatedNode> members() {
    requireObject();
    List<LocatedNode> members = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      members.add(new LocatedNode(member.getValue(), location.member(member.getKey())));
    }
    return members;
  }

  public List<LocatedNode> items() {
    if (!node.isArray()) {
      throw invalid("a list is expected here");
    }
    List<LocatedNode> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new LocatedNode(node.get(i), location.item(i)));
    }
    return items;
  }

  /** Returns this item with the location of its list, which does not change with its index. */
  public LocatedNode atItsList() {
    return new LocatedNode(node, Objects.requireNonNull(location.parent()));
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
    return location.segment();
  }

  /** Creates an exception whose message begins with this location. */
  public InvalidInputException invalid(String why) {
    JsonPointer pointer = pointer();
    return new InvalidInputException((pointer.matches() ? "/" : pointer.toString()) + ": " + why);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LocatedNode that
        && node.equals(that.node)
        && location.equals(that.location);
  }

  @Override
  public int hashCode() {
    return location.hashCode();
  }
}
