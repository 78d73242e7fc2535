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
import io.github.oura4j.openapi.document.DescriptionYaml;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.TextFile;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.export.ExportFacts;
import io.github.oura4j.openapi.export.ExportNumber;
import io.github.oura4j.openapi.export.ExportReader;
import io.github.oura4j.openapi.rename.NamesFile;
import io.github.oura4j.openapi.rename.SchemaRenames;
import io.github.oura4j.openapi.withdrawn.RetiredElements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves the project to a new export, and reports what that means. */
public final class Update {
  private final ProjectFiles project;
  private final Export export;
  private final ExportNumber number;
  private final Optional<String> warning;
  private final SchemaRenames renames;
  private final RetiredElements retired;
  private final DescriptionImport.Result result;
  private final List<Change> changes;

  private Update(
      ProjectFiles project,
      Export export,
      ExportNumber number,
      Optional<String> warning,
      SchemaRenames renames,
      RetiredElements retired,
      DescriptionImport.Result result,
      List<Change> changes) {
    this.project = project;
    this.export = export;
    this.number = number;
    this.warning = warning;
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
    ExportNumber number = number(exportFile, export);
    DescriptionImport data = DescriptionImport.withDataIn(project.overlay());

    PreviousExport previousExport = new PreviousExport(project, data);
    ObjectNode previous = previousExport.description();
    SchemaRenames renames = previousExport.renames(() -> previous, export);
    DescriptionImport renamed = data.with(renames.applied(data.names()));
    DescriptionImport.Translation translation = renamed.translate(export);

    DescriptionImport.Result published = renamed.complete(translation);
    Comparison comparison = Comparison.of(previous, published.description());
    RetiredElements retired =
        retired(data.retired(), comparison, published, previous, number.text());
    DescriptionImport.Result result =
        retired.equals(data.retired()) ? published : renamed.with(retired).complete(translation);
    return new Update(
        project,
        export,
        number,
        previousExport.warning(Optional.of(number)),
        renames,
        retired,
        result,
        changes(comparison, published));
  }

  private static ExportNumber number(Path file, Export export) {
    return ExportNumber.of(file, export)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    file
                        + ": the file name contains no export number; rename the file to openapi-1.NN.json"));
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
    return changes.isEmpty() && renames.isEmpty();
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
    return new Report(number.text(), warning, changes, renames, result);
  }

  /**
   * Stops the update if something is uncertain that only a person can decide: a rename, or the
   * scope of a data type.
   */
  public void requireNothingUncertain() {
    renames.requireNoQuestions();
    result.requireScopes();
  }

  /**
   * Writes the names, the retired elements, the facts of the export and, last, the description: all
   * of them or none.
   */
  public void write() {
    Map<Path, String> texts = new LinkedHashMap<>();
    if (!renames.isEmpty()) {
      texts.put(project.names(), NamesFile.updated(project.names(), renames));
    }
    RetiredElements kept = retired.without(result.dropped()::contains);
    texts.put(project.retiredElements(), kept.text());
    texts.put(project.facts(), ExportFacts.of(export, Optional.of(number)) + "\n");
    texts.put(project.description(), DescriptionYaml.of(result.description()));
    AtomicFiles.writeAll(texts);
  }
}
