// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that what has two names in the description has two in Java: constants get other names,
 * the rest is refused, since the generator would write code that does not compile.
 */
final class JavaNames {
  private static final Set<String> TAKEN =
      Keywords.set(
          "page document sample unmodifiable utctimestamp builder known list map set objects object string integer long"
              + " double boolean localdate offsetdatetime nullable override linkedhashmap illegalargumentexception"
              + " jsonproperty jsoncreator jsonvalue jsonanysetter jsonanygetter jsoninclude");

  private JavaNames() {}

  /** Judges a whole description and names the constants that need it. */
  static void settle(ObjectNode description) {
    Place root = Place.root(description);
    Place schemas = root.at("components").at("schemas");
    distinct(
        schemas.members(), "give one of them another name under schemas in overlay/names.yaml");
    for (Place schema : schemas.members()) {
      if (TAKEN.contains(schema.key().toLowerCase(Locale.ROOT))) {
        throw schema.refused(
            "the generated Java has a type of this name already; give it another one under schemas in overlay/names.yaml");
      }
    }
    for (Place path : root.at("paths").members()) {
      for (Place operation : path.members()) {
        parameters(operation);
      }
    }
    inside(root);
  }

  private static void parameters(Place operation) {
    Map<String, Place> seen = new HashMap<>();
    if (operation.at("parameters").node().isArray()) {
      for (Place parameter : operation.at("parameters").items()) {
        Place other = seen.putIfAbsent(javaName(parameter.at("name").text()), parameter);
        if (other != null) {
          throw parameter.refused(sameName(other.at("name").text()) + remedy());
        }
      }
    }
  }

  private static void inside(Place place) {
    if (place.node().isObject()) {
      if (place.at("properties").node().isObject()) {
        distinct(place.at("properties").members(), remedy());
      }
      if (place.node() instanceof ObjectNode schema && place.at("enum").node().isArray()) {
        constants(schema, place.at("enum"));
      }
      place.members().forEach(JavaNames::inside);
    } else if (place.node().isArray()) {
      place.items().forEach(JavaNames::inside);
    }
  }

  private static void distinct(List<Place> named, String remedy) {
    Map<String, Place> seen = new HashMap<>();
    for (Place one : named) {
      if (javaName(one.key()).isEmpty()) {
        throw one.refused(
            "'" + one.key() + "' has nothing in it that a name in Java can be made of; " + remedy);
      }
      Place other = seen.putIfAbsent(javaName(one.key()), one);
      if (other != null) {
        throw one.refused(sameName(other.key()) + remedy);
      }
    }
  }

  private static String sameName(String other) {
    return "has the same name in Java as '" + other + "'; ";
  }

  private static String remedy() {
    return "take one of them away in overlay/corrections.yaml (a client keeps what it does not know)";
  }

  private static String javaName(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Names them ourselves where the generator's names would clash with each other or with UNKNOWN.
   */
  private static void constants(ObjectNode schema, Place values) {
    List<String> texts = new ArrayList<>();
    for (Place value : values.items()) {
      if (value.node().isTextual()) {
        texts.add(value.node().textValue());
      } else if (!value.node().isNull()) {
        throw value.refused(
            "allowed values that are no texts cannot be expressed; take 'enum' away in overlay/corrections.yaml");
      }
    }
    Set<String> names = new LinkedHashSet<>();
    boolean clash = false;
    for (String text : texts) {
      String name = constant(text);
      // UNKNOWN is what an enum answers for all that it does not know.
      for (int i = 2; name.equals("UNKNOWN") || names.contains(name); i++) {
        name = constant(text) + "_" + i;
        clash = true;
      }
      names.add(name);
    }
    if (clash) {
      ArrayNode all = schema.putArray("x-enum-varnames");
      names.forEach(all::add);
    }
  }

  private static String constant(String text) {
    String name = text.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    return name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0)) ? "_" + name : name;
  }
}
