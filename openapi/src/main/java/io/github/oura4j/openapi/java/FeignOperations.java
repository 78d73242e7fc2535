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
 * Checks that each operation can become a method of a Feign interface.
 *
 * <p>The generator fails on some operations without a usable message, and its templates omit
 * parameters that they cannot send. Both stop the import here.
 */
public final class FeignOperations {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|XX)|default");
  private static final Set<String> LOCATIONS = Keywords.set("path query header");
  private static final String REMEDY = "; fix it in overlay/corrections.yaml";

  private final LocatedNode root;

  private FeignOperations(LocatedNode root) {
    this.root = root;
  }

  /** Checks a whole description. */
  public static void check(ObjectNode description) {
    FeignOperations operations = new FeignOperations(LocatedNode.root(description));
    for (LocatedNode path : operations.root.at("paths").members()) {
      if (!path.key().startsWith("/")) {
        throw path.invalid("a path must begin with a slash" + REMEDY);
      }
      path.members().forEach(operation -> operations.check(path.key(), operation));
    }
  }

  private void check(String path, LocatedNode operation) {
    Set<String> placeholders =
        new HashSet<>(
            PLACEHOLDER.matcher(path).results().map((MatchResult name) -> name.group(1)).toList());
    for (LocatedNode parameter : parameters(operation)) {
      check(parameter);
      if (parameter.at("in").text().equals("path")
          && !placeholders.remove(parameter.at("name").text())) {
        throw parameter.invalid(
            "the path does not contain '{" + parameter.at("name").text() + "}'" + REMEDY);
      }
    }
    if (!placeholders.isEmpty()) {
      throw operation.invalid(
          "the path contains placeholders without a parameter: " + placeholders + REMEDY);
    }
    for (LocatedNode response : operation.at("responses").members()) {
      if (!STATUS.matcher(response.key()).matches()) {
        throw response.invalid("'" + response.key() + "' is not a response status" + REMEDY);
      }
    }
  }

  private void check(LocatedNode parameter) {
    String in = parameter.at("in").text();
    if (!LOCATIONS.contains(in)) {
      throw parameter.invalid("a parameter in '" + in + "' cannot be sent" + REMEDY);
    }
    if (isObject(parameter.at("schema")) || isObject(parameter.at("schema").at("items"))) {
      throw parameter.invalid("an object cannot be sent as a parameter" + REMEDY);
    }
  }

  private boolean isObject(LocatedNode schema) {
    if (schema.has("$ref")) {
      return isObject(root.at(JsonPointer.compile(schema.at("$ref").text().substring(1))));
    }
    return schema.has("properties")
        || schema.has("additionalProperties")
        || schema.at("type").node().toString().contains("\"object\"");
  }

  private static List<LocatedNode> parameters(LocatedNode operation) {
    return operation.has("parameters") ? operation.at("parameters").items() : List.of();
  }
}
