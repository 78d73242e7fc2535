// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.export;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.document.AllowedKeywords;
import io.github.oura4j.openapi.document.AllowedText;
import io.github.oura4j.openapi.document.LocatedNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** An OpenAPI document as Oura publishes it, checked to have the parts that the import needs. */
public record Export(LocatedNode root) {
  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");

  /** Twenty times as many as Oura has; all operations become one enum and a few interfaces. */
  private static final int MOST_PATHS = 1_500;

  private static final int MOST_SCHEMAS = 3_000;

  private static final int MOST_REFERENCES = 50;

  private static final AllowedKeywords DOCUMENT =
      AllowedKeywords.of("an export", "", "openapi info servers paths components tags security");
  private static final AllowedKeywords COMPONENTS =
      AllowedKeywords.of(
          "the components of an export",
          "",
          "schemas securitySchemes parameters requestBodies responses headers");

  /** Checks that a JSON document is an OpenAPI 3 description with paths and schemas. */
  public static Export of(JsonNode document) {
    LocatedNode root = LocatedNode.root(document);
    root.requireObject();
    AllowedText.requireInExport(root);
    if (!root.at("openapi").node().asText().startsWith("3.")) {
      throw root.at("openapi")
          .invalid("this is not an OpenAPI 3 document; Oura's export begins with 'openapi: 3.1.0'");
    }
    DOCUMENT.copy(root);
    COMPONENTS.copy(root.at("components"));
    root.at("info").at("version").text();
    root.at("paths").requireObject();
    root.at("components").at("schemas").requireObject();
    requireAtMost(MOST_PATHS, "paths", root.at("paths"));
    requireAtMost(MOST_SCHEMAS, "schemas", root.at("components").at("schemas"));
    return new Export(root);
  }

  private static void requireAtMost(int limit, String what, LocatedNode all) {
    if (all.node().size() > limit) {
      throw all.invalid(
          "%d %s are more than the %d that can become Java; remove some in a copy of the export"
              .formatted(all.node().size(), what, limit));
    }
  }

  public LocatedNode paths() {
    return root.at("paths");
  }

  /** Returns whether the node is one of the named schemas of the export. */
  public boolean isNamedSchema(LocatedNode node) {
    return SCHEMAS.equals(node.pointer().head());
  }

  /** Follows {@code $ref} until a node without one; such a node is returned as it is. */
  public LocatedNode resolve(LocatedNode node) {
    LocatedNode here = node;
    for (int steps = 0; here.has("$ref"); steps++) {
      if (steps == MOST_REFERENCES) {
        throw node.invalid(
            "'$ref' refers back to itself, or to a chain of more than %d references; make it refer to the end of the chain in a copy of the export"
                .formatted(MOST_REFERENCES));
      }
      here = target(here.at("$ref"));
    }
    return here;
  }

  /** Returns the node that one {@code $ref} refers to. */
  public LocatedNode target(LocatedNode reference) {
    String text = reference.text();
    if (!text.startsWith("#/")) {
      throw reference.invalid("'" + text + "' refers to something outside the document");
    }
    JsonPointer pointer = JsonPointer.compile(decoded(text.substring(1), reference));
    LocatedNode target = root.at(pointer);
    if (target.node().isMissingNode()) {
      throw reference.invalid("'" + text + "' refers to nothing");
    }
    return target;
  }

  private static String decoded(String pointer, LocatedNode reference) {
    try {
      return URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw reference.invalid("'" + pointer + "' is not a reference");
    }
  }
}
