// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Sees to it that each operation of a description can be written as a method of a Feign interface:
 * what the generator would stop at, or the templates would leave out without a word, is refused.
 */
public final class FeignOperations {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]*)}");
  private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|XX)|default");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> PLACES = Keywords.set("path query header");
  private static final String REMEDY = "; mend it in overlay/corrections.yaml";

  private final LocatedNode root;

  private FeignOperations(LocatedNode root) {
    this.root = root;
  }

  /** Judges a whole description. */
  public static void check(ObjectNode description) {
    FeignOperations operations = new FeignOperations(LocatedNode.root(description));
    for (LocatedNode path : operations.root.at("paths").members()) {
      if (!path.key().startsWith("/")) {
        throw path.refused("a path begins with a slash" + REMEDY);
      }
      path.members().forEach(operation -> operations.check(path.key(), operation));
    }
  }

  private void check(String path, LocatedNode operation) {
    Set<String> wanted =
        new HashSet<>(
            IN_BRACES.matcher(path).results().map((MatchResult name) -> name.group(1)).toList());
    for (LocatedNode parameter : parameters(operation)) {
      check(parameter);
      if (parameter.at("in").text().equals("path") && !wanted.remove(parameter.at("name").text())) {
        throw parameter.refused(
            "the path does not hold '{" + parameter.at("name").text() + "}'" + REMEDY);
      }
    }
    if (!wanted.isEmpty()) {
      throw operation.refused("the path holds " + wanted + ", which no parameter is" + REMEDY);
    }
    for (LocatedNode answer : operation.at("responses").members()) {
      if (!STATUS.matcher(answer.key()).matches()) {
        throw answer.refused("'" + answer.key() + "' is no status of an answer" + REMEDY);
      }
    }
  }

  private void check(LocatedNode parameter) {
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

  private boolean isObject(LocatedNode schema) {
    if (schema.has("$ref")) {
      JsonPointer target = JsonPointer.compile(schema.at("$ref").text().substring(1));
      return isObject(new LocatedNode(root.node().at(target), target));
    }
    return schema.has("properties")
        || schema.has("additionalProperties")
        || schema.at("type").node().toString().contains("\"object\"");
  }

  private static List<LocatedNode> parameters(LocatedNode operation) {
    return operation.has("parameters") ? operation.at("parameters").items() : List.of();
  }
}
