// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.assemble.DescriptionImport;
import io.github.oura4j.openapi.document.DescriptionForm;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.YamlReader;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.export.ExportNumber;
import io.github.oura4j.openapi.export.ExportReader;
import io.github.oura4j.openapi.rename.SchemaRenames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What a project knows about the export before the one that is being imported. */
final class PreviousExport {
  private final ProjectFiles project;
  private final DescriptionImport data;
  private final Optional<Export> facts;

  PreviousExport(ProjectFiles project, DescriptionImport data) {
    this.project = project;
    this.data = data;
    this.facts =
        Files.exists(project.facts())
            ? Optional.of(ExportReader.read(project.facts()))
            : Optional.empty();
  }

  /**
   * Returns the description that the previous export makes with the current names, corrections and
   * descriptions. Comparing with it shows only what Oura has changed, and not what we have.
   *
   * <p>Without the facts of the previous export, it is the committed description.
   */
  ObjectNode description() {
    return facts.map(this::description).orElseGet(() -> committed(project.description()));
  }

  private ObjectNode description(Export previous) {
    // A maintainer may have edited names.yaml for the new export already. Seen from there, the old
    // schemas are the renamed ones.
    SchemaRenames backwards = renames(() -> committed(project.description()), previous);
    return backwards.questions().isEmpty()
        ? data.with(backwards.applied(data.names())).run(previous).description()
        : committed(project.description());
  }

  /**
   * Returns the description, or an empty object if the project has none: then the shapes of its
   * schemas are not known.
   */
  ObjectNode descriptionIfAny() {
    try {
      return description();
    } catch (InvalidInputException e) {
      // The import replaces the description, whatever it is.
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** Finds the schemas of a description that an export contains under another name. */
  SchemaRenames renames(Supplier<ObjectNode> description, Export export) {
    return SchemaRenames.find(
        data.names(), () -> data.retired().withoutRetired(description.get()), export);
  }

  /**
   * Returns a warning if an export is older than this one, or if that cannot be told.
   *
   * @param number the number of the export that is being imported, if it is known
   */
  Optional<String> warning(Optional<ExportNumber> number) {
    Optional<ExportNumber> ours = facts.flatMap(export -> ExportNumber.of(project.facts(), export));
    if (number.isPresent() && ours.isPresent()) {
      return ours.filter(number.get()::isBefore)
          .map(
              newer ->
                  "Export %s is older than export %s, the current one of this project: what came in between is treated as removed by Oura."
                      .formatted(number.get(), newer));
    }
    return facts.map(
        any ->
            "Whether this export is older than the current one of this project is unknown: "
                + (number.isPresent()
                    ? "the facts of the current one have no number (x-export)."
                    : "its file name contains no number, as openapi-1.NN.json does."));
  }

  /** Reads the committed description, which somebody may have edited by hand. */
  private static ObjectNode committed(Path file) {
    LocatedNode description = YamlReader.read(file);
    if (!description.at("paths").node().isObject()
        || !description.at("components").at("schemas").node().isObject()) {
      throw new InvalidInputException(
          file + ": is not a description to compare with; create one with `import`");
    }
    try {
      DescriptionForm.requireDescription(description);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    }
    return (ObjectNode) description.node();
  }
}
