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

/** Takes the project from one export to the next, and tells what that means. */
public final class Update {
  /** That after "openapi-", or else the last one: a date may stand before it. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(openapi-|^(?!.*openapi-\\d).*(?<![\\d.]))(?<number>\\d+\\.\\d+(\\.\\d+)*).*\\.json$");

  private final ProjectFiles project;
  private final Export export;
  private final String number;
  private final SchemaRenames renames;
  private final RetiredElements withdrawn;
  private final DescriptionImport.Result result;
  private final List<Change> changes;

  private Update(ProjectFiles project, Export export, String number) {
    this.project = project;
    this.export = export;
    this.number = number;
    DescriptionImport ours = DescriptionImport.withDataIn(project.overlay());
    ObjectNode before = before(project, ours);
    this.renames = SchemaRenames.find(ours.names(), ours.withdrawn().leftOutOf(before), export);
    DescriptionImport renamed = ours.with(renames.applied(ours.names()));
    DescriptionImport.Result sent = renamed.run(export);
    Comparison comparison = Comparison.of(before, sent.description());
    List<ApiElement> displaced = comparison.displaced();
    this.withdrawn =
        ours.withdrawn()
            .without(sent.returned()::contains)
            .without(entry -> displaced.stream().anyMatch(entry::isAbout))
            .and(comparison.kept(), before, number);
    this.result = renamed.with(withdrawn).run(export);
    this.changes = changes(comparison, sent);
  }

  /** Works out the update to an export; nothing is written yet. */
  public static Update to(Path export, ProjectFiles project) {
    return new Update(project, ExportReader.read(export), number(export));
  }

  private static String number(Path export) {
    Matcher number = NUMBER.matcher(String.valueOf(export.getFileName()));
    if (!number.find()) {
      throw new InvalidInputException(
          export + ": the name tells no number of an export; call the file openapi-1.NN.json");
    }
    return number.group("number");
  }

  /**
   * What the export before makes with our data of today, so that only Oura's changes are told;
   * without its facts, the description as it stands.
   */
  private static ObjectNode before(ProjectFiles project, DescriptionImport ours) {
    ObjectNode described = described(project.description());
    if (!Files.exists(project.facts())) {
      return described;
    }
    Export export = ExportReader.read(project.facts());
    // Names that somebody has changed for the next export are found as renamed ones are.
    SchemaRenames back =
        SchemaRenames.find(ours.names(), ours.withdrawn().leftOutOf(described), export);
    return ours.with(back.applied(ours.names())).run(export).description();
  }

  private static ObjectNode described(Path file) {
    LocatedNode description = YamlReader.read(file);
    if (!description.at("paths").node().isObject()
        || !description.at("components").at("schemas").node().isObject()) {
      throw new InvalidInputException(
          file + ": is not a description to compare with; `import` makes the first one");
    }
    try {
      DescriptionForm.requireDescription(description);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    }
    return (ObjectNode) description.node();
  }

  private static List<Change> changes(Comparison comparison, DescriptionImport.Result sent) {
    List<Change> changes = new ArrayList<>(comparison.changes());
    Map<String, ApiElement> facts = ApiElements.of(sent.description());
    for (RetiredElements.Entry entry : sent.returned()) {
      facts.values().stream()
          .filter(fact -> entry.isAbout(fact))
          .findFirst()
          .ifPresent(
              fact -> {
                // That its mark is off again is the return itself; another type is more than that.
                changes.removeIf(
                    change ->
                        change.effect() != Effect.BREAKS
                            && change.subject() == fact.subject()
                            && change.name().equals(fact.name()));
                changes.add(Change.returned(fact, entry.in()));
              });
    }
    changes.sort(
        Comparator.comparing(Change::effect)
            .thenComparing(Change::subject)
            .thenComparing(Change::name));
    return List.copyOf(changes);
  }

  /** Whether the export says the same as the one before. */
  public boolean isSame() {
    return changes.isEmpty() && renames.matched().isEmpty() && renames.questions().isEmpty();
  }

  /** Whether the description is what the import makes: what is ours may have changed. */
  public boolean isWritten() {
    return isSame()
        && TextFile.read(project.description()).equals(DescriptionYaml.of(result.description()));
  }

  public Report report() {
    return new Report(number, changes, renames, result);
  }

  /** Refuses to guess: what only a person can say stops the update before anything is written. */
  public void requireNoQuestions() {
    if (!renames.questions().isEmpty()) {
      throw new InvalidInputException(
          "nothing was written: answer first\n" + String.join("\n", renames.questions()));
    }
  }

  /** Writes names, what was withdrawn, the export's facts and, last, the description. */
  public void write() {
    Map<Path, String> texts = new LinkedHashMap<>();
    if (!renames.matched().isEmpty()) {
      texts.put(project.names(), NamesFile.renamed(project.names(), renames.matched()));
    }
    RetiredElements kept = withdrawn.without(result.givenWay()::contains);
    texts.put(project.withdrawn(), kept.text());
    texts.put(project.facts(), ExportFacts.of(export) + "\n");
    texts.put(project.description(), DescriptionYaml.of(result.description()));
    AtomicFiles.writeAll(texts);
  }
}
