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
 * Chooses the names of enum constants where those of the generator would clash with each other or
 * with {@code UNKNOWN}, or would be empty.
 *
 * <p>They are passed to the generator as {@code x-enum-varnames}.
 */
final class EnumConstants {
  /** The constant for a value without letters and digits, such as one of punctuation only. */
  private static final String UNNAMEABLE = "VALUE";

  private EnumConstants() {}

  static void name(LocatedNode values, ObjectNode schema) {
    List<String> texts = new ArrayList<>();
    for (LocatedNode value : values.items()) {
      if (value.node().isTextual()) {
        texts.add(value.text());
      } else if (!value.node().isNull()) {
        throw value.invalid(
            "enum values that are not strings are not supported; remove 'enum' in overlay/corrections.yaml");
      }
    }
    Set<String> names = new LinkedHashSet<>();
    boolean needed = false;
    for (String text : texts) {
      String name = constant(text);
      // UNKNOWN is the constant for all values that the enum does not know.
      for (int i = 2; name.equals("UNKNOWN") || names.contains(name); i++) {
        name = constant(text) + "_" + i;
        needed = true;
      }
      needed |= constant(text).equals(UNNAMEABLE);
      names.add(name);
    }
    if (needed) {
      ArrayNode all = schema.putArray("x-enum-varnames");
      names.forEach(all::add);
    }
  }

  private static String constant(String text) {
    String name = text.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    if (name.isEmpty()) {
      return "EMPTY";
    }
    if (name.equals("_")) {
      return UNNAMEABLE;
    }
    return Character.isJavaIdentifierStart(name.charAt(0)) ? name : "_" + name;
  }
}
