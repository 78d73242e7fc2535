// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place in a JSON document where a text is: the key of a member, or a string.
 *
 * @param pointer the member or the string
 * @param isKey whether the text is the key
 * @param text the text
 */
record TextPosition(JsonPointer pointer, boolean isKey, String text) {
  private static final String SCHEMAS = "/components/schemas";

  /** Objects and lists to which a changed copy of a member can be added. */
  private static final Set<String> EXTENSIBLE =
      Set.of(
          "properties",
          "schemas",
          "securitySchemes",
          "parameters",
          "enum",
          "headers",
          "content",
          "scopes");

  /** Returns all positions of a document. */
  static List<TextPosition> in(JsonNode document) {
    List<TextPosition> found = new ArrayList<>();
    collect(document, JsonPointer.empty(), found);
    return found;
  }

  private static void collect(JsonNode node, JsonPointer here, List<TextPosition> found) {
    if (node.isTextual()) {
      found.add(new TextPosition(here, false, node.textValue()));
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonPointer pointer = here.appendProperty(member.getKey());
      found.add(new TextPosition(pointer, true, member.getKey()));
      collect(member.getValue(), pointer, found);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), here.appendIndex(i), found);
    }
  }

  /**
   * Puts another text here. References to a renamed schema and the placeholder of a renamed
   * parameter follow, so that the text itself decides what happens to the document.
   *
   * @return whether the document still has this position, and no other member of this name
   */
  boolean replace(JsonNode document, String text) {
    JsonNode parent = document.at(pointer.head());
    String name = pointer.last().getMatchingProperty();
    if (isKey) {
      if (!(parent instanceof ObjectNode object) || !object.has(name) || object.has(text)) {
        return false;
      }
      rename(object, name, text);
      if (pointer.head().toString().equals(SCHEMAS)) {
        replaceText(document, reference(name), reference(text));
      }
      return true;
    }
    if (!document.at(pointer).asText().equals(this.text)) {
      return false;
    }
    if (parent instanceof ArrayNode list) {
      list.set(pointer.last().getMatchingIndex(), TextNode.valueOf(text));
    } else {
      ((ObjectNode) parent).put(name, text);
    }
    if (name.equals("name")
        && parent.path("in").asText().equals("path")
        && document.get("paths") instanceof ObjectNode paths) {
      renamePlaceholder(paths, this.text, text);
    }
    return true;
  }

  /**
   * Adds a copy of the property, parameter, enum value, schema or security scheme around this
   * position, with another text here, so that one document can contain many texts.
   *
   * @param number distinguishes the copy from others
   * @return whether there is something to copy, and no other member of this name
   */
  boolean add(JsonNode document, String text, int number) {
    JsonPointer part = pointer;
    while (!part.matches() && !isExtensible(document, part)) {
      part = part.head();
    }
    if (part.matches()) {
      return false;
    }
    JsonNode copy = document.at(part).deepCopy();
    boolean isHere = part.equals(pointer);
    if (!isHere) {
      if (!new TextPosition(JsonPointer.compile(inside(part)), isKey, this.text)
          .replace(copy, text)) {
        return false;
      }
    }
    JsonNode owner = document.at(part.head());
    if (owner instanceof ArrayNode list) {
      if (copy instanceof ObjectNode parameter && !inside(part).equals("/name")) {
        parameter.put("name", "copy" + number);
      }
      list.add(isHere ? TextNode.valueOf(text) : copy);
      return true;
    }
    String name = isHere ? text : "Copy" + number;
    if (owner.has(name)) {
      return false;
    }
    ((ObjectNode) owner).set(name, copy);
    if (part.head().toString().equals(SCHEMAS)) {
      ((ObjectNode) document.at(SCHEMAS + "/PublicNap/properties"))
          .putObject("copy_" + number)
          .put("$ref", reference(name));
    }
    return true;
  }

  private String inside(JsonPointer part) {
    return pointer.toString().substring(part.toString().length());
  }

  private static boolean isExtensible(JsonNode document, JsonPointer part) {
    JsonPointer owner = part.head();
    boolean isInList = document.at(owner).isArray();
    String name = owner.matches() ? "" : owner.last().getMatchingProperty();
    return EXTENSIBLE.contains(name) && (isInList || !name.equals("enum"));
  }

  /** Renames a member, which keeps its place among the others. */
  private static void rename(ObjectNode object, String name, String text) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    List<String> names = members.stream().map(Map.Entry::getKey).toList();
    List<JsonNode> values = members.stream().map(Map.Entry::getValue).toList();
    object.removeAll();
    for (int i = 0; i < names.size(); i++) {
      object.set(names.get(i).equals(name) ? text : names.get(i), values.get(i));
    }
  }

  private static void renamePlaceholder(ObjectNode paths, String before, String text) {
    List<String> names = new ArrayList<>();
    paths.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String renamed = name.replace("{" + before + "}", "{" + text + "}");
      if (!renamed.equals(name)) {
        rename(paths, name, renamed);
      }
    }
  }

  private static void replaceText(JsonNode node, String before, String text) {
    if (node instanceof ObjectNode object && object.path("$ref").asText().equals(before)) {
      object.put("$ref", text);
    }
    node.forEach(child -> replaceText(child, before, text));
  }

  private static String reference(String schema) {
    return "#/components/schemas/" + schema.replace("~", "~0").replace("/", "~1");
  }
}
