// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.java.JavaTypes.JavaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sees to it that what has two names in the description has two in Java: constants get other names,
 * the rest is refused, since the generator would write code that does not compile, or one type for
 * two.
 */
public final class JavaNames {
  private static final Set<String> TAKEN =
      Keywords.set(
          "page document sample unmodifiable utctimestamp builder known list map set objects object string integer long"
              + " double boolean localdate offsetdatetime nullable override linkedhashmap illegalargumentexception"
              + " jsonproperty jsoncreator jsonvalue jsonanysetter jsonanygetter jsoninclude");
  private static final String SCHEMAS =
      "give one of them another name under schemas in overlay/names.yaml";
  private static final String OPERATIONS =
      "give one of them another name under operations in overlay/names.yaml";
  private static final String PARTS =
      "take one of them away in overlay/corrections.yaml (a client keeps what it does not know)";

  /** What Java's own Object answers to. */
  private static final Set<String> METHODS_OF_OBJECT =
      Keywords.set("getClass hashCode equals clone toString notify notifyAll wait finalize");

  /** What the generator would write otherwise, or Java read otherwise. */
  private static final Pattern UNWRITABLE = Pattern.compile("[\"\\\\&<>'`=\\p{Cntrl}]");

  private final List<Clash> clashes = new ArrayList<>();

  private JavaNames() {}

  /** Two things with one name in Java. */
  public record Clash(LocatedNode later, LocatedNode earlier, String earlierName, String remedy) {
    InvalidInputException refused() {
      return later.refused(
          "has the same name in Java as '%s' at %s; %s"
              .formatted(earlierName, earlier.pointer(), remedy));
    }
  }

  /** Judges a whole description and names the constants that need it. */
  public static void settle(ObjectNode description) {
    List<Clash> clashes = clashes(description);
    if (!clashes.isEmpty()) {
      throw clashes.get(0).refused();
    }
    for (JavaType type : JavaTypes.of(description)) {
      if (TAKEN.contains(type.name().toLowerCase(Locale.ROOT))) {
        throw type.place()
            .refused(
                "the generated Java has a type of this name already; give it another one under schemas in overlay/names.yaml");
      }
    }
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode path : root.at("paths").members()) {
      path.members().forEach(JavaNames::operation);
    }
    inside(root);
  }

  private static void operation(LocatedNode operation) {
    if (METHODS_OF_OBJECT.contains(operation.at("operationId").text())) {
      throw operation.refused(
          "would be called "
              + operation.at("operationId").text()
              + ", as a method of every object in Java is; give it another name under operations in overlay/names.yaml");
    }
    if (operation.has("parameters")) {
      for (LocatedNode parameter : operation.at("parameters").items()) {
        writable(parameter, parameter.at("name").text());
      }
    }
  }

  private static void writable(LocatedNode named, String name) {
    if (UNWRITABLE.matcher(name).find()) {
      throw named.refused(
          "'"
              + name
              + "' cannot be written into Java as it is; take it away in overlay/corrections.yaml (a client keeps what it"
              + " does not know)");
    }
  }

  /** All that a whole description has under one name in Java where it has two names itself. */
  public static List<Clash> clashes(ObjectNode description) {
    JavaNames names = new JavaNames();
    LocatedNode root = LocatedNode.root(description);
    names.distinct(JavaTypes.of(description), JavaType::name, JavaType::place, SCHEMAS);
    List<LocatedNode> operations =
        root.at("paths").members().stream().flatMap(path -> path.members().stream()).toList();
    names.distinct(operations, one -> one.at("operationId").text(), one -> one, OPERATIONS);
    for (LocatedNode operation : operations) {
      if (operation.has("parameters")) {
        names.distinct(
            operation.at("parameters").items(), one -> one.at("name").text(), one -> one, PARTS);
      }
    }
    names.properties(root);
    return List.copyOf(names.clashes);
  }

  private void properties(LocatedNode place) {
    if (place.node().isObject()) {
      if (place.at("properties").node().isObject()) {
        distinct(place.at("properties").members(), LocatedNode::key, one -> one, PARTS);
      }
      place.members().forEach(this::properties);
    } else if (place.node().isArray()) {
      place.items().forEach(this::properties);
    }
  }

  private <T> void distinct(
      List<T> all, Function<T, String> name, Function<T, LocatedNode> place, String remedy) {
    Map<String, T> seen = new HashMap<>();
    for (T one : all) {
      String javaName = javaName(name.apply(one));
      if (javaName.isEmpty()) {
        throw place
            .apply(one)
            .refused(
                "'%s' has nothing in it that a name in Java can be made of; %s"
                    .formatted(name.apply(one), remedy));
      }
      T other = seen.putIfAbsent(javaName, one);
      if (other != null) {
        clashes.add(new Clash(place.apply(one), place.apply(other), name.apply(other), remedy));
      }
    }
  }

  private static String javaName(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static void inside(LocatedNode place) {
    if (place.node().isObject()) {
      if (place.at("properties").node().isObject()) {
        place.at("properties").members().forEach(one -> writable(one, one.key()));
      }
      if (place.node() instanceof ObjectNode schema && place.at("enum").node().isArray()) {
        EnumConstants.settle(place.at("enum"), schema);
      }
      place.members().forEach(JavaNames::inside);
    } else if (place.node().isArray()) {
      place.items().forEach(JavaNames::inside);
    }
  }
}
