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

/**
 * Checks that different names in a description are different names in Java.
 *
 * <p>The generator ignores case and punctuation: {@code nap_type} and {@code napType} become one
 * type or one constant, or code that does not compile. Enum constants can get other names;
 * everything else stops the import.
 */
public final class JavaNames {
  /** Names, in lowercase, that the generated models or their imports already use. */
  private static final Set<String> RESERVED =
      Keywords.set(
          "page document datatype fordatatype sample unmodifiable querytextexpander utctimestampexpander builder known list map set"
              + " objects object string integer long double boolean localdate offsetdatetime nullable override linkedhashmap illegalargumentexception"
              + " jsonproperty jsoncreator jsonvalue jsonanysetter jsonanygetter jsoninclude deprecated suppresswarnings param headers requestline");

  /** Words, in lowercase, that the generator replaces where they would name a type or a method. */
  private static final Set<String> REPLACED =
      Keywords.set(
          "abstract apiclient apiexception apiresponse assert boolean break byte case catch char class configuration const"
              + " continue default do double else enum extends final finally float for goto if implements import instanceof int"
              + " interface list localdate localreturntype localtime localvaraccept localvaraccepts localvarauthnames"
              + " localvarcollectionqueryparams localvarcontenttype localvarcontenttypes localvarcookieparams"
              + " localvarformparams localvarheaderparams localvarpath localvarpostbody localvarqueryparams long native new"
              + " null object offsetdatetime package private protected public return short static strictfp stringutil super"
              + " switch synchronized this throw throws transient try void volatile while");

  private static final String SCHEMAS =
      "give one of them another name under schemas in overlay/names.yaml";
  private static final String OPERATIONS =
      "give one of them another name under operations in overlay/names.yaml";
  private static final String PARTS =
      "remove one of them in overlay/corrections.yaml (the client keeps properties that it does not know)";

  /** Methods of {@code java.lang.Object}, which an operation without parameters would override. */
  private static final Set<String> METHODS_OF_OBJECT =
      Keywords.set("getClass hashCode equals clone toString notify notifyAll wait finalize");

  private final List<Clash> clashes = new ArrayList<>();

  private JavaNames() {}

  /** Two elements that would have the same name in Java. */
  public record Clash(LocatedNode later, LocatedNode earlier, String earlierName, String remedy) {
    InvalidInputException exception() {
      return later.invalid(
          "has the same name in Java as '%s' at %s; %s"
              .formatted(earlierName, earlier.pointer(), remedy));
    }
  }

  /** Checks a whole description, and names the enum constants that need another name. */
  public static void check(ObjectNode description) {
    List<Clash> clashes = clashes(description);
    if (!clashes.isEmpty()) {
      throw clashes.get(0).exception();
    }
    for (JavaType type : JavaTypes.of(description)) {
      String name = type.name().toLowerCase(Locale.ROOT);
      if (RESERVED.contains(name) || REPLACED.contains(name)) {
        throw type.node()
            .invalid(
                "the generated Java cannot have another type of this name; give it another name under schemas in overlay/names.yaml");
      }
    }
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode path : root.at("paths").members()) {
      path.members().forEach(JavaNames::checkOperation);
    }
    nameConstants(root);
  }

  private static void checkOperation(LocatedNode operation) {
    String name = operation.at("operationId").text();
    if (METHODS_OF_OBJECT.contains(name) || REPLACED.contains(name.toLowerCase(Locale.ROOT))) {
      throw operation.invalid(
          "would be called "
              + name
              + ", like a method of java.lang.Object or a reserved word; give it another name under operations in overlay/names.yaml");
    }
  }

  /**
   * Returns all pairs of elements that have different names in the description and the same in
   * Java.
   */
  public static List<Clash> clashes(ObjectNode description) {
    JavaNames names = new JavaNames();
    LocatedNode root = LocatedNode.root(description);
    names.findClashes(JavaTypes.of(description), JavaType::name, JavaType::node, SCHEMAS);
    List<LocatedNode> operations =
        root.at("paths").members().stream().flatMap(path -> path.members().stream()).toList();
    names.findClashes(operations, one -> one.at("operationId").text(), one -> one, OPERATIONS);
    for (LocatedNode operation : operations) {
      if (operation.has("parameters")) {
        names.findClashes(
            operation.at("parameters").items(), one -> one.at("name").text(), one -> one, PARTS);
      }
    }
    names.properties(root);
    return List.copyOf(names.clashes);
  }

  private void properties(LocatedNode node) {
    if (node.node().isObject()) {
      if (node.at("properties").node().isObject()) {
        findClashes(node.at("properties").members(), LocatedNode::key, one -> one, PARTS);
      }
      node.members().forEach(this::properties);
    } else if (node.node().isArray()) {
      node.items().forEach(this::properties);
    }
  }

  private <T> void findClashes(
      List<T> all, Function<T, String> name, Function<T, LocatedNode> node, String remedy) {
    Map<String, T> seen = new HashMap<>();
    for (T one : all) {
      String javaName = javaName(name.apply(one));
      if (javaName.isEmpty()) {
        throw node.apply(one)
            .invalid(
                "'%s' contains no character that a Java name can consist of; %s"
                    .formatted(name.apply(one), remedy));
      }
      T other = seen.putIfAbsent(javaName, one);
      if (other != null) {
        clashes.add(new Clash(node.apply(one), node.apply(other), name.apply(other), remedy));
      }
    }
  }

  private static String javaName(String name) {
    String letters = name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    // The generator's name for a parameter 'class'.
    return letters.equals("propertyclass") ? "class" : letters;
  }

  private static void nameConstants(LocatedNode node) {
    if (node.node().isObject()) {
      if (node.node() instanceof ObjectNode schema && node.at("enum").node().isArray()) {
        EnumConstants.name(node.at("enum"), schema);
      }
      node.members().forEach(JavaNames::nameConstants);
    } else if (node.node().isArray()) {
      node.items().forEach(JavaNames::nameConstants);
    }
  }
}
