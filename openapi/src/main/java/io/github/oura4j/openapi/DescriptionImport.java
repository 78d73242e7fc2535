// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes our description out of an export: translates its facts, then lays our corrections and words
 * over them.
 */
final class DescriptionImport {
  private final PublicNames.Table names;
  private final Overlay corrections;
  private final Overlay words;

  private DescriptionImport(PublicNames.Table names, Overlay corrections, Overlay words) {
    this.names = names;
    this.corrections = corrections;
    this.words = words;
  }

  /** Reads our data from the folder that they stand in. */
  static DescriptionImport withDataIn(Path overlayFolder) {
    return new DescriptionImport(
        YamlReader.read(overlayFolder.resolve("names.yaml"), PublicNames.Table.class),
        Overlay.read(overlayFolder.resolve("corrections.yaml")),
        Overlay.read(overlayFolder.resolve("words.yaml")));
  }

  /** The description, and what somebody should know about it or do. */
  record Result(ObjectNode description, List<String> notices) {}

  Result run(Export export) {
    PublicNames publicNames = new PublicNames(names);
    ObjectNode description = translate(export, publicNames);
    List<String> notices = new ArrayList<>(publicNames.notices());
    notices.addAll(corrections.correct(description));
    notices.addAll(words.describe(description));
    ObjectNode ordered = CanonicalOrder.of(description);
    notices.addAll(MissingWords.in(ordered));
    return new Result(ordered, List.copyOf(notices));
  }

  private static ObjectNode translate(Export export, PublicNames names) {
    SchemaTranslation schemas = new SchemaTranslation(export, names);
    ObjectNode description = JsonNodeFactory.instance.objectNode();
    description.put("openapi", "3.1.0");
    description
        .putObject("info")
        .put("title", "")
        .put("version", export.root().at("info").at("version").text());
    description.putArray("servers");
    description.set("paths", new OperationTranslation(export, names, schemas).paths());
    Set<String> groups = new TreeSet<>();
    description.get("paths").findValues("tags").forEach(tags -> groups.add(tags.path(0).asText()));
    groups.forEach(group -> description.withArray("tags").addObject().put("name", group));
    ObjectNode components = description.putObject("components");
    components.set("schemas", schemas.named());
    components.set("securitySchemes", SecuritySchemes.translate(export));
    return description;
  }
}
