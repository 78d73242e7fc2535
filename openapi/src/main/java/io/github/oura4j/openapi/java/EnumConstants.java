// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the constants of enums where the generator's names would clash with each other or with
 * UNKNOWN, or would be none.
 */
final class EnumConstants {
  /** What a text is called in which no name can be found, such as one of signs. */
  private static final String NAMELESS = "VALUE";

  private EnumConstants() {}

  static void settle(LocatedNode values, ObjectNode schema) {
    List<String> texts = new ArrayList<>();
    for (LocatedNode value : values.items()) {
      if (value.node().isTextual()) {
        texts.add(text(value));
      } else if (!value.node().isNull()) {
        throw value.refused(
            "allowed values that are no texts cannot be expressed; take 'enum' away in overlay/corrections.yaml");
      }
    }
    Set<String> names = new LinkedHashSet<>();
    boolean needed = false;
    for (String text : texts) {
      String name = constant(text);
      // UNKNOWN is what an enum answers for all that it does not know.
      for (int i = 2; name.equals("UNKNOWN") || names.contains(name); i++) {
        name = constant(text) + "_" + i;
        needed = true;
      }
      needed |= constant(text).equals(NAMELESS);
      names.add(name);
    }
    if (needed) {
      ArrayNode all = schema.putArray("x-enum-varnames");
      names.forEach(all::add);
    }
  }

  private static String text(LocatedNode value) {
    String text = value.text();
    if (text.contains("*/") || text.contains("/*")) {
      throw value.refused(
          "the generator would send another text; take 'enum' away in overlay/corrections.yaml");
    }
    return text;
  }

  private static String constant(String text) {
    String name = text.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    if (name.isEmpty()) {
      return "EMPTY";
    }
    if (name.equals("_")) {
      return NAMELESS;
    }
    return Character.isJavaIdentifierStart(name.charAt(0)) ? name : "_" + name;
  }
}
