// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that the import writes: identical for identical facts, and never partial. */
class WrittenDescriptionTest {
  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void createProject() {
    project = new TestProject(folder);
  }

  @Test
  void import_whenDone_saysWhatItWrote() {
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("oura-v2.yaml: 2 operations, 3 schemas").hasLineCount(1);
  }

  @Test
  void import_whenRunTwice_changesNoByte() {
    project.runImport();
    String first = TestProject.content(project.description());
    project.runImport();
    assertThat(TestProject.content(project.description())).isEqualTo(first);
  }

  @Test
  void import_whenTheExportsKeysAreShuffled_changesNoByte() {
    project.runImport();
    String first = TestProject.content(project.description());
    for (int seed = 0; seed < 20; seed++) {
      project.importText(shuffled(project.export(), new Random(seed)).toString());
      assertThat(TestProject.content(project.description())).as("seed %s", seed).isEqualTo(first);
    }
  }

  @Test
  void import_whenOnlyProseDiffers_changesNoByte() {
    project.runImport();
    String first = TestProject.content(project.description());
    project
        .with("/components/schemas/PublicNap/description", "\"Their new prose.\"")
        .with("/components/schemas/PublicNap/title", "\"Nap, renamed\"")
        .with("/paths/~1v2~1usercollection~1nap/get/x-codeSamples", "[{\"lang\": \"cobol\"}]");
    project.runImport();
    assertThat(TestProject.content(project.description())).isEqualTo(first);
  }

  @Test
  void import_whenTheExportIsFullOfProse_keepsNone() {
    project.runImport();
    assertThat(TestProject.content(project.description())).doesNotContain("Their");
  }

  @Test
  void import_whenItOrdersProperties_putsTheIdFirst() {
    assertThat(project.imported("/components/schemas/Nap/properties").fieldNames())
        .toIterable()
        .containsExactly("id", "day", "mood");
    assertThat(project.imported("/components/schemas/Nap/required"))
        .isEqualTo(TestProject.json("[\"id\", \"day\"]"));
  }

  @Test
  void import_whenAPropertyIsNamedLikeAKeyword_keepsIt() {
    for (String name :
        List.of(
            "description",
            "properties",
            "required",
            "type",
            "scopes",
            "$ref",
            "on",
            "null",
            "200")) {
      project.with(
          "/components/schemas/PublicNap/properties/" + name,
          "{\"type\": \"integer\", \"description\": \"Their prose.\"}");
    }
    JsonNode properties = project.imported("/components/schemas/Nap/properties");
    assertThat(properties.fieldNames())
        .toIterable()
        .contains(
            "description", "properties", "required", "type", "scopes", "$ref", "on", "null", "200");
    assertThat(properties.get("description"))
        .isEqualTo(TestProject.json("{\"type\": \"integer\"}"));
  }

  @Test
  void import_whenValuesLookLikeSomethingElse_quotesThem() {
    project.withProperty(
        "{\"type\": \"string\", \"enum\": [\"on\", \"null\", \"1.0\", \"2026-01-01\", \"a: b\", \"\"]}");
    assertThat(project.imported("/components/schemas/Nap/properties/it/enum"))
        .isEqualTo(TestProject.json("[\"on\", \"null\", \"1.0\", \"2026-01-01\", \"a: b\", \"\"]"));
    assertThat(TestProject.content(project.description()))
        .contains("enum: ['on', 'null', '1.0', '2026-01-01', 'a: b', '']");
  }

  @Test
  void import_whenOutIsGiven_writesThereAndNowhereElse() {
    Path export = folder.resolve("export.json");
    Path out = folder.resolve("other.yaml");
    TestProject.write(export, project.export().toString());
    Outcome outcome =
        TestProject.run(
            "import", "--out", out.toString(), export.toString(), "--project", folder.toString());
    assertThat(outcome.exitCode()).isZero();
    assertThat(out).exists();
    assertThat(project.description()).doesNotExist();
  }

  @Test
  void import_whenItReplacesAFile_doesNotDisturbAReaderOfTheOldOne() throws IOException {
    TestProject.write(project.description(), "the old description");
    try (Stream<String> reading = Files.lines(project.description())) {
      project.runImport();
      assertThat(reading).containsExactly("the old description");
    }
    assertThat(TestProject.content(project.description())).startsWith("# The Oura API");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void facts_whenTheExportHasProse_keepsWhatTheImportReads() {
    Path export = folder.resolve("export.json");
    Path facts = folder.resolve("facts.json");
    TestProject.write(export, project.export().toString());
    project.runImport();
    String description = TestProject.content(project.description());
    assertThat(TestProject.run("facts", export.toString(), "--out", facts.toString()).exitCode())
        .isZero();
    assertThat(TestProject.content(facts)).doesNotContain("Their");
    project.importText(TestProject.content(facts));
    assertThat(TestProject.content(project.description())).isEqualTo(description);
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      node.forEach(item -> items.add(shuffled(item, random)));
      return JsonNodeFactory.instance.arrayNode().addAll(items);
    }
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    Collections.shuffle(members, random);
    ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
    members.forEach(member -> shuffled.set(member.getKey(), shuffled(member.getValue(), random)));
    return shuffled;
  }
}
