// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that the description says.
 *
 * @param name what people call it, such as {@code DailySleep.score}
 * @param owner the key of the fact that it is part of, or an empty text
 * @param place where it stands; for an item of a list, the list
 * @param node what stands there
 * @param says what of that is this fact's own: no words, and nothing that is a fact of its own
 * @param described whether it has its word
 */
public record ApiElement(
    ElementKind subject,
    String name,
    String owner,
    JsonPointer place,
    JsonNode node,
    JsonNode says,
    boolean described) {

  /** Tells the same fact in two descriptions. */
  String key() {
    return key(subject, name);
  }

  static String key(ElementKind subject, String name) {
    return subject + " " + name;
  }
}
