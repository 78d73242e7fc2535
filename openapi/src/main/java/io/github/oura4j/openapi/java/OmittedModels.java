// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.regex.Pattern;

/**
 * Checks that the generated code does not need a model that is omitted from it.
 *
 * <p>Two kinds are omitted: pages, because one generic class serves all of them, and validation
 * errors, which the client reads itself.
 */
public final class OmittedModels {
  /** The same names as in {@code generator.ignore} of oura-api-generated. */
  private static final Pattern NAMES = Pattern.compile(".+Page|ValidationError.*");

  private OmittedModels() {}

  /** Checks a whole description. */
  public static void check(ObjectNode description) {
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode schema : root.at("components").at("schemas").members()) {
      if (!isOmitted(schema.key())) {
        requireNoOmittedReference(schema);
      }
    }
    for (JavaTypes.JavaType type : JavaTypes.of(description)) {
      if (isOmitted(type.name()) && !isOmitted(type.owner())) {
        throw type.node()
            .invalid(
                type.name()
                    + ", its name in Java, is omitted from the generated code because of that name; give the schema that contains it another"
                    + " name under schemas in overlay/names.yaml");
      }
    }
    for (LocatedNode path : root.at("paths").members()) {
      path.members().forEach(OmittedModels::checkOperation);
    }
  }

  /** Returns whether no Java is generated for a model of this name. */
  public static boolean isOmitted(String name) {
    return NAMES.matcher(name).matches();
  }

  private static void checkOperation(LocatedNode operation) {
    requireNoOmittedReference(operation.at("requestBody"));
    for (LocatedNode response : operation.at("responses").members()) {
      boolean isRead = response.key().startsWith("2") || response.key().equals("default");
      if (isRead && !operation.has("x-page-of")) {
        requireNoOmittedReference(response);
      }
    }
  }

  private static void requireNoOmittedReference(LocatedNode node) {
    if (node.at("$ref").node().isTextual()) {
      String name = node.at("$ref").text().replaceFirst(".*/", "");
      if (isOmitted(name)) {
        throw node.invalid(
            name
                + " is omitted from the generated Java because of its name, but is needed here; give it, or what refers to"
                + " it, another name under schemas in overlay/names.yaml");
      }
    }
    if (node.node().isObject()) {
      node.members().forEach(OmittedModels::requireNoOmittedReference);
    } else if (node.node().isArray()) {
      node.items().forEach(OmittedModels::requireNoOmittedReference);
    }
  }
}
