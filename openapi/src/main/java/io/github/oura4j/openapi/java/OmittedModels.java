// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import java.util.regex.Pattern;

/**
 * Sees to it that the generated Java needs no model that is left out of it: pages, for which one
 * class serves, and answers to requests of a wrong form, which the client reads itself.
 */
public final class OmittedModels {
  /** As {@code generator.ignore} of oura-api-generated has them. */
  private static final Pattern NAMES = Pattern.compile(".+Page|ValidationError.*");

  private OmittedModels() {}

  /** Judges a whole description. */
  public static void check(ObjectNode description) {
    LocatedNode root = LocatedNode.root(description);
    for (LocatedNode schema : root.at("components").at("schemas").members()) {
      if (!isLeftOut(schema.key())) {
        refuseIn(schema);
      }
    }
    for (JavaTypes.JavaType type : JavaTypes.of(description)) {
      if (isLeftOut(type.name()) && !isLeftOut(type.owner())) {
        throw type.place()
            .refused(
                type.name()
                    + ", as this is called in Java, is left out of it because of its name; give what it stands in another"
                    + " name under schemas in overlay/names.yaml");
      }
    }
    for (LocatedNode path : root.at("paths").members()) {
      path.members().forEach(OmittedModels::checkOperation);
    }
  }

  private static boolean isLeftOut(String name) {
    return NAMES.matcher(name).matches();
  }

  private static void checkOperation(LocatedNode operation) {
    refuseIn(operation.at("requestBody"));
    for (LocatedNode answer : operation.at("responses").members()) {
      boolean isRead = answer.key().startsWith("2") || answer.key().equals("default");
      if (isRead && !operation.has("x-page-of")) {
        refuseIn(answer);
      }
    }
  }

  private static void refuseIn(LocatedNode place) {
    if (place.at("$ref").node().isTextual()) {
      String name = place.at("$ref").text().replaceFirst(".*/", "");
      if (isLeftOut(name)) {
        throw place.refused(
            name
                + " is left out of the generated Java because of its name, and is needed here; give it, or what refers to"
                + " it, another name under schemas in overlay/names.yaml");
      }
    }
    if (place.node().isObject()) {
      place.members().forEach(OmittedModels::refuseIn);
    } else if (place.node().isArray()) {
      place.items().forEach(OmittedModels::refuseIn);
    }
  }
}
