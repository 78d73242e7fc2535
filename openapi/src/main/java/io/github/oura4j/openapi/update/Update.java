// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.assemble.DescriptionImport;
import io.github.oura4j.openapi.compare.ApiElement;
import io.github.oura4j.openapi.compare.ApiElements;
import io.github.oura4j.openapi.compare.Change;
import io.github.oura4j.openapi.compare.Comparison;
import io.github.oura4j.openapi.compare.Effect;
import io.github.oura4j.openapi.document.AtomicFiles;
import io.github.oura4j.openapi.document.DescriptionForm;
import io.github.oura4j.openapi.document.DescriptionYaml;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.TextFile;
import io.github.oura4j.openapi.document.YamlReader;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.export.ExportFacts;
import io.github.oura4j.openapi.export.ExportReader;
import io.github.oura4j.openapi.rename.NamesFile;
import io.github.oura4j.openapi.rename.SchemaRenames;
import io.github.oura4j.openapi.withdrawn.RetiredElements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moves the project to a new export, and reports what that means. */
public final class Update {
  /** The number after "openapi-", or else the last one: a date may precede it. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(openapi-|^(?!.*openapi-\\d).*(?<![\\d.]))(?<number>\\d+\\.\\d+(\\.\\d+)*).*\\.json$");

  private final ProjectFiles project;
  private final Export export;
  private final String number;
  private final SchemaRenames renames;
  private final RetiredElements retired;
  private final DescriptionImport.Result result;
  private final List<Change> changes;

  private Update(
      ProjectFiles project,
      Export export,
      String number,
      SchemaRenames renames,
      RetiredElements retired,
      DescriptionImport.Result result,
      List<Change> changes) {
    this.project = project;
    this.export = export;
    this.number = number;
    this.renames = renames;
    this.retired = retired;
    this.result = result;
    this.changes = changes;
  }

  /**
   * Prepares the update to an export; nothing is written yet.
   *
   * <p>Which elements the export has removed is known only after a comparison with a complete
   * description, and the removed elements are part of the final one. The description is therefore
   * completed twice, from one translation of the export.
   */
  public static Update to(Path exportFile, ProjectFiles project) {
    Export export = ExportReader.read(exportFile);
    String number = number(exportFile);
    DescriptionImport data = DescriptionImport.withDataIn(project.overlay());

    ObjectNode previous = previousDescription(project, data);
    SchemaRenames renames = renames(data, previous, export);
    DescriptionImport renamed = data.with(renames.applied(data.names()));
    DescriptionImport.Translation translation = renamed.translate(export);

    DescriptionImport.Result published = renamed.complete(translation);
    Comparison comparison = Comparison.of(previous, published.description());
    RetiredElements retired = retired(data.retired(), comparison, published, previous, number);
    DescriptionImport.Result result =
        retired.equals(data.retired()) ? published : renamed.with(retired).complete(translation);
    return new Update(
        project, export, number, renames, retired, result, changes(comparison, published));
  }

  private static String number(Path export) {
    Matcher number = NUMBER.matcher(String.valueOf(export.getFileName()));
    if (!number.find()) {
      throw new InvalidInputException(
          export
              + ": the file name contains no export number; rename the file to openapi-1.NN.json");
    }
    return number.group("number");
  }

  /**
   * Returns the description that the previous export makes with the current names, corrections and
   * descriptions. Comparing with it shows only what Oura has changed, and not what we have.
   *
   * <p>Without the facts of the previous export, it is the committed description.
   */
  private static ObjectNode previousDescription(ProjectFiles project, DescriptionImport data) {
    ObjectNode committed = committedDescription(project.description());
    if (!Files.exists(project.facts())) {
      return committed;
    }
    Export previous = ExportReader.read(project.facts());
    // A maintainer may have edited names.yaml for the new export already. Seen from there, the old
    // schemas are the renamed ones.
    SchemaRenames backwards = renames(data, committed, previous);
    return data.with(backwards.applied(data.names())).run(previous).description();
  }

  /** Reads the committed description, which somebody may have edited by hand. */
  private static ObjectNode committedDescription(Path file) {
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

  /** Finds the schemas of a description that an export contains under another name. */
  private static SchemaRenames renames(
      DescriptionImport data, ObjectNode description, Export export) {
    return SchemaRenames.find(data.names(), data.retired().withoutRetired(description), export);
  }

  /**
   * Returns the retired elements after the update: without those that the export contains again or
   * that no longer have a place, and with those that it has removed.
   */
  private static RetiredElements retired(
      RetiredElements before,
      Comparison comparison,
      DescriptionImport.Result published,
      ObjectNode previous,
      String number) {
    List<ApiElement> displaced = comparison.displaced();
    return before
        .without(published.returned()::contains)
        .without(entry -> displaced.stream().anyMatch(entry::isAbout))
        .and(comparison.newlyRetired(), previous, number);
  }

  /** Returns the changes in the order of the report, with the returned elements among them. */
  private static List<Change> changes(Comparison comparison, DescriptionImport.Result published) {
    List<Change> changes = new ArrayList<>(comparison.changes());
    Map<String, ApiElement> elements = ApiElements.of(published.description());
    for (RetiredElements.Entry entry : published.returned()) {
      elements.values().stream()
          .filter(entry::isAbout)
          .findFirst()
          .ifPresent(
              element -> {
                // The change that it is no longer deprecated is part of returning. A breaking
                // change, such as another type, is reported as well.
                changes.removeIf(
                    change ->
                        change.effect() != Effect.BREAKING
                            && change.elementKind() == element.kind()
                            && change.name().equals(element.name()));
                changes.add(Change.returned(element, entry.removedIn()));
              });
    }
    changes.sort(
        Comparator.comparing(Change::effect)
            .thenComparing(Change::elementKind)
            .thenComparing(Change::name));
    return List.copyOf(changes);
  }

  /** Returns whether the export has the same facts as the previous one. */
  public boolean isSame() {
    return changes.isEmpty() && renames.matched().isEmpty() && renames.questions().isEmpty();
  }

  /**
   * Returns whether there is nothing to write. Even if the export has not changed, our own files
   * may have, and then the description has to be written again.
   */
  public boolean isWritten() {
    return isSame()
        && TextFile.read(project.description()).equals(DescriptionYaml.of(result.description()));
  }

  public Report report() {
    return new Report(number, changes, renames, result);
  }

  /**
   * Stops the update if a rename is uncertain: only a person can decide that, and nothing may be
   * written before.
   */
  public void requireNoQuestions() {
    if (!renames.questions().isEmpty()) {
      throw new InvalidInputException(
          "nothing was written; answer these questions first:\n"
              + String.join("\n", renames.questions()));
    }
  }

  /** Stops the update if a data type has no scope, which only a person can find out. */
  public void requireScopes() {
    result.requireScopes();
  }

  /**
   * Writes the names, the retired elements, the facts of the export and, last, the description: all
   * of them or none.
   */
  public void write() {
    Map<Path, String> texts = new LinkedHashMap<>();
    if (!renames.matched().isEmpty()) {
      texts.put(project.names(), NamesFile.renamed(project.names(), renames.matched()));
    }
    RetiredElements kept = retired.without(result.dropped()::contains);
    texts.put(project.retiredElements(), kept.text());
    texts.put(project.facts(), ExportFacts.of(export) + "\n");
    texts.put(project.description(), DescriptionYaml.of(result.description()));
    AtomicFiles.writeAll(texts);
  }
}
