// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.assemble.DescriptionImport;
import io.github.oura4j.openapi.document.DescriptionYaml;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.export.ExportFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts hostile texts into every position of an export that contains a text: each is refused, or
 * stays a text in the generated Java.
 */
class HostileExportTest {
  private static final Path HOSTILE = Path.of("src/test/resources/hostile");

  /** Code that would leave a trace if it ran when its class is loaded. */
  private static final String CODE = "static { System.setProperty(\"oura4j.hostile\", \"ran\"); }";

  private static final List<String> TEXTS =
      List.of(
          "*/ " + CODE + " /*",
          "\\u002a\\u002f " + CODE,
          "\"; " + CODE + " String s = \"",
          "\\u0022) int evil(); //",
          "/v2/x\\u0022) default void evil() {} //",
          "a\\u000a" + CODE,
          "a\\",
          "\"",
          "'",
          "*/",
          "/*",
          "a\rb",
          "a\r\n * @deprecated b",
          "\n",
          "a\0b",
          "a\u2028b",
          "a\u0085b",
          "a\u001bb",
          "${java.version}",
          "{{classname}}",
          "{{=<% %>=}}",
          "{document_id}",
          "@Deprecated",
          "#if (true)",
          "{@code",
          "</script>",
          "%s%n",
          "a".repeat(160),
          "a".repeat(70_000),
          "a\u202eb",
          "\ud800",
          "\ud83d\ude00",
          "größe",
          "",
          " ",
          "../../evil",
          "class",
          "List",
          "Param",
          "ModelPackage",
          "KNOWN",
          "UNKNOWN",
          "unknownProperties",
          "hashCode",
          "1e3",
          "2020-01-01",
          "!!java.lang.Runtime {}",
          "<<",
          "a: b",
          "GOOD",
          "good ",
          "Nap",
          "Day",
          "day_");

  /** More of them make each import of the combined export slower. */
  private static final int MOST_COMBINED = 200;

  @TempDir Path folder;

  private final DescriptionImport descriptionImport =
      DescriptionImport.withDataIn(HOSTILE.resolve("overlay"));

  /** A text at a position, in an export that is otherwise harmless. */
  private record Replacement(TextPosition position, String text, int number) {
    boolean makeIn(ObjectNode export) {
      return position.replace(export, text);
    }

    boolean addTo(ObjectNode export) {
      return position.add(export, text, number);
    }
  }

  /** What the export without hostile texts leads to. */
  private record Harmless(Optional<JsonNode> facts, Optional<JsonNode> description) {}

  /** What became of the texts. */
  private static final class Outcomes {
    private int refused;
    private int withoutEffect;
    private final List<Replacement> accepted = new ArrayList<>();
  }

  @Test
  void import_ofAHostileTextAnywhere_refusesItOrGeneratesNoMemberMore() throws Exception {
    ObjectNode export = read(HOSTILE.resolve("export.json"));
    List<TextPosition> positions = TextPosition.in(export);
    Outcomes outcomes = new Outcomes();
    Harmless harmless = new Harmless(facts(export), imported(export));
    for (TextPosition position : positions) {
      TEXTS.forEach(text -> tryOut(export, harmless, position, text, outcomes));
    }
    int generated = generate(export, outcomes.accepted);
    System.out.printf(
        "hostile export: %d positions, %d texts; %d refused, %d where the import ignores them, %d accepted and generated in %d exports%n",
        positions.size(),
        TEXTS.size(),
        outcomes.refused,
        outcomes.withoutEffect,
        outcomes.accepted.size(),
        generated);
    assertThat(System.getProperty("oura4j.hostile")).isNull();
    assertThat(outcomes.accepted).isNotEmpty();
    assertThat(outcomes.refused).isGreaterThan(outcomes.accepted.size());
  }

  private void tryOut(
      ObjectNode export, Harmless harmless, TextPosition position, String text, Outcomes outcomes) {
    ObjectNode changed = export.deepCopy();
    if (!position.replace(changed, text)) {
      return;
    }
    Optional<JsonNode> facts = facts(changed);
    if (facts.equals(harmless.facts())) {
      outcomes.withoutEffect++;
      return;
    }
    Optional<JsonNode> description = facts.isEmpty() ? facts : imported(changed);
    if (description.isEmpty()) {
      outcomes.refused++;
    } else if (description.equals(harmless.description())) {
      outcomes.withoutEffect++;
    } else {
      outcomes.accepted.add(new Replacement(position, text, outcomes.accepted.size()));
    }
  }

  /** Combines replacements into a few exports, and checks their classes. */
  private int generate(ObjectNode export, List<Replacement> accepted) throws Exception {
    List<Replacement> rest = new ArrayList<>(accepted);
    int exports = 0;
    while (!rest.isEmpty()) {
      List<Replacement> next = rest.subList(0, Math.min(MOST_COMBINED, rest.size()));
      List<Replacement> left = new ArrayList<>();
      JsonNode description = imported(combine(export, next, left)).orElseThrow();
      assertThat(left).as("texts that go together with no others").hasSizeLessThan(next.size());
      Path file = folder.resolve(exports + ".yaml");
      ScratchProject.write(file, DescriptionYaml.of((ObjectNode) description));
      GeneratedCode code = GeneratedCode.of(file, folder.resolve("export" + exports));
      GeneratedMembers.assertExpected(code, description);
      exports++;
      next.clear();
      rest.addAll(left);
    }
    return exports;
  }

  /**
   * Makes all replacements in one export, except for those that do not go together with others.
   *
   * @param left receives the exceptions
   */
  private ObjectNode combine(
      ObjectNode export, List<Replacement> replacements, List<Replacement> left) {
    ObjectNode combined = export.deepCopy();
    List<Replacement> made = new ArrayList<>();
    for (Replacement one : replacements) {
      (one.addTo(combined) || one.makeIn(combined) ? made : left).add(one);
    }
    if (made.isEmpty() || imported(combined).isPresent()) {
      return combined;
    }
    if (made.size() == 1) {
      return alone(export, made.get(0), left);
    }
    int half = made.size() / 2;
    ObjectNode first = combine(export, made.subList(0, half), left);
    return combine(first, made.subList(half, made.size()), left);
  }

  private ObjectNode alone(ObjectNode export, Replacement replacement, List<Replacement> left) {
    ObjectNode changed = export.deepCopy();
    if (replacement.makeIn(changed) && imported(changed).isPresent()) {
      return changed;
    }
    left.add(replacement);
    return export;
  }

  /** Returns what the import reads of an export, or empty if it refuses to read it. */
  private static Optional<JsonNode> facts(ObjectNode export) {
    return unlessRefused(() -> ExportFacts.of(Export.of(export), Optional.empty()));
  }

  /** Returns the description, or empty if the export is refused. */
  private Optional<JsonNode> imported(ObjectNode export) {
    return unlessRefused(
        () -> {
          DescriptionImport.Result result = descriptionImport.run(Export.of(export));
          result.requireScopes();
          return result.description();
        });
  }

  /** A refusal names a place, and contains nothing that a terminal interprets. */
  private static Optional<JsonNode> unlessRefused(Supplier<JsonNode> step) {
    try {
      return Optional.of(step.get());
    } catch (InvalidInputException e) {
      assertThat(e.getMessage())
          .matches("(nothing was written.*\n)?/[ -~]*: [ -~]+")
          .hasSizeLessThan(1_000);
      return Optional.empty();
    }
  }

  private static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(file.toFile());
  }
}
