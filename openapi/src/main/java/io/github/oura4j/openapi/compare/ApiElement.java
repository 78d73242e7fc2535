// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One element of a description that can be compared on its own: an operation, a parameter, a model,
 * a property, an enum value, and so on.
 *
 * @param name the name that reports use, such as {@code DailySleep.score}
 * @param parent the key of the element that contains this one, or an empty string
 * @param location where it is in the document; for an item of a list, the location of the list
 * @param node the node at that location
 * @param definition what the node itself defines: without prose, and without the parts that are
 *     elements of their own, so that a change of a property is not also a change of its model
 * @param described whether the element has a description
 */
public record ApiElement(
    ElementKind kind,
    String name,
    String parent,
    JsonPointer location,
    JsonNode node,
    JsonNode definition,
    boolean described) {

  /** Identifies the same element in two descriptions. */
  String key() {
    return key(kind, name);
  }

  static String key(ElementKind kind, String name) {
    return kind + " " + name;
  }
}
