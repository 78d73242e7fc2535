// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Sees to it that each operation of a description can be written as a method of a Feign interface:
 * what the generator would stop at, or the templates would leave out without a word, is refused.
 */
final class FeignOperations {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]*)}");
  private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|XX)|default");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> PLACES = Keywords.set("path query header");
  private static final String REMEDY = "; mend it in overlay/corrections.yaml";

  private final Place root;

  private FeignOperations(Place root) {
    this.root = root;
  }

  /** Judges a whole description. */
  static void check(ObjectNode description) {
    FeignOperations operations = new FeignOperations(Place.root(description));
    for (Place path : operations.root.at("paths").members()) {
      if (!path.key().startsWith("/")) {
        throw path.refused("a path begins with a slash" + REMEDY);
      }
      path.members().forEach(operation -> operations.check(path.key(), operation));
    }
  }

  private void check(String path, Place operation) {
    Set<String> wanted =
        new HashSet<>(
            IN_BRACES.matcher(path).results().map((MatchResult name) -> name.group(1)).toList());
    for (Place parameter : parameters(operation)) {
      check(parameter);
      if (parameter.at("in").text().equals("path") && !wanted.remove(parameter.at("name").text())) {
        throw parameter.refused(
            "the path does not hold '{" + parameter.at("name").text() + "}'" + REMEDY);
      }
    }
    if (!wanted.isEmpty()) {
      throw operation.refused("the path holds " + wanted + ", which no parameter is" + REMEDY);
    }
    for (Place answer : operation.at("responses").members()) {
      if (!STATUS.matcher(answer.key()).matches()) {
        throw answer.refused("'" + answer.key() + "' is no status of an answer" + REMEDY);
      }
    }
  }

  private void check(Place parameter) {
    String in = parameter.at("in").text();
    if (!PLACES.contains(in)) {
      throw parameter.refused("a parameter in '" + in + "' cannot be sent" + REMEDY);
    }
    if (in.equals("header") && !HEADER_NAME.matcher(parameter.at("name").text()).matches()) {
      throw parameter.refused("this is no name of a header" + REMEDY);
    }
    if (isObject(parameter.at("schema")) || isObject(parameter.at("schema").at("items"))) {
      throw parameter.refused("an object cannot be sent as a parameter" + REMEDY);
    }
  }

  private boolean isObject(Place schema) {
    if (schema.has("$ref")) {
      JsonPointer target = JsonPointer.compile(schema.at("$ref").text().substring(1));
      return isObject(new Place(root.node().at(target), target));
    }
    return schema.has("properties")
        || schema.has("additionalProperties")
        || schema.at("type").node().toString().contains("\"object\"");
  }

  private static List<Place> parameters(Place operation) {
    return operation.has("parameters") ? operation.at("parameters").items() : List.of();
  }
}
