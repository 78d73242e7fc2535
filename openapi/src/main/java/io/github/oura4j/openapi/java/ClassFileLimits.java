// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;

/**
 * Checks that the generated classes fit into the limits of Java and of file systems: a constructor
 * has at most 255 parameters, an initializer 64 KB of code, and a file name 255 characters.
 */
public final class ClassFileLimits {
  /** A file name also contains the name of a nested class and {@code .class}. */
  private static final int LONGEST_NAME = 200;

  /** Each property is a parameter of the record's constructor. */
  private static final int MOST_PROPERTIES = 250;

  /** Each value takes about 35 bytes of the class initializer. */
  private static final int MOST_VALUES = 1_000;

  private static final String REMEDY = " in overlay/corrections.yaml";

  private ClassFileLimits() {}

  /** Checks a whole description. */
  public static void check(ObjectNode description) {
    for (JavaTypes.JavaType type : JavaTypes.of(description)) {
      if (type.name().length() > LONGEST_NAME) {
        throw type.node()
            .invalid(
                "its name in Java would have %d characters, more than the %d that a file name can have; give the schema that contains it a shorter name under schemas in overlay/names.yaml"
                    .formatted(type.name().length(), LONGEST_NAME));
      }
      requireAtMost(
          MOST_PROPERTIES,
          "properties",
          type.node().at("properties"),
          "remove the ones that nobody needs" + REMEDY);
      requireAtMost(
          MOST_VALUES,
          "enum values",
          type.node().at("enum"),
          "remove 'enum'" + REMEDY + ", which leaves a string");
    }
    for (LocatedNode path : LocatedNode.root(description).at("paths").members()) {
      for (LocatedNode operation : path.members()) {
        requireAtMost(
            MOST_PROPERTIES,
            "parameters",
            operation.at("parameters"),
            "remove the ones that nobody needs" + REMEDY);
      }
    }
  }

  private static void requireAtMost(int limit, String what, LocatedNode all, String remedy) {
    if (all.node().size() > limit) {
      throw all.invalid(
          "%d %s are more than the %d that a Java class can have; %s"
              .formatted(all.node().size(), what, limit, remedy));
    }
  }
}
