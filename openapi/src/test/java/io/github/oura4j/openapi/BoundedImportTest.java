// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exports that are nested, chained or repeated beyond reason are imported or refused in bounded
 * time and memory, by an import and by an update.
 */
class BoundedImportTest {
  private static final String SCHEMAS = "/components/schemas/";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProjectWithADescription() {
    project = new TestProject(folder);
    assertThat(project.runImport().exitCode()).isZero();
  }

  @Test
  void import_whenReferencesFormAChain_refusesIt() {
    chain(2_500, "{'$ref': '#/components/schemas/S%d'}");
    assertRefused("/components/schemas/S", "in a chain of references, are not supported");
  }

  @Test
  void import_whenAParameterIsAChainOfReferences_refusesIt() {
    project.with("/components/parameters", "{}");
    for (int i = 0; i < 5_000; i++) {
      project.with(
          "/components/parameters/P" + i,
          "{\"$ref\": \"#/components/parameters/P%d\"}".formatted(i + 1));
    }
    project.with("/components/parameters/P5000", "{\"name\": \"a\", \"in\": \"query\"}");
    project.with(
        "/paths/~1v2~1usercollection~1nap/get/parameters/0",
        "{\"$ref\": \"#/components/parameters/P0\"}");
    assertRefused("/get/parameters/0: ", "a chain of more than 50 references");
  }

  @Test
  void import_whenModelsFormAChain_importsAllOfThem() {
    chain(
        2_000, "{'type': 'object', 'properties': {'next': {'$ref': '#/components/schemas/S%d'}}}");
    assertThat(bounded(project::runImport).exitCode()).isZero();
    assertThat(project.described("/components/schemas/S1999/properties/next").isObject()).isTrue();
    assertThat(bounded(() -> project.runUpdate("1.42")).exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'anyOf': [{'$ref': '#/components/schemas/S%d'}, {'type': 'null'}]}",
        "{'oneOf': [{'$ref': '#/components/schemas/S%1$d'}, {'$ref': '#/components/schemas/S%1$d'}]}",
        "{'allOf': [{'$ref': '#/components/schemas/S%d'}]}",
        "{'allOf': [{'$ref': '#/components/schemas/S%d'}, {'type': 'object', 'properties': {'a': {'type': 'string'}}}]}",
        "{'type': 'array', 'items': {'$ref': '#/components/schemas/S%d'}}",
        "{'additionalProperties': {'$ref': '#/components/schemas/S%d'}}",
      })
  void import_whenAlternativesOrListsFormAChain_refusesIt(String schema) {
    chain(2_000, schema);
    assertRefused("/components/schemas/S", "not supported");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'oneOf': [{'$ref': '#/components/schemas/S%1$d'}, {'$ref': '#/components/schemas/S%1$d'}, {'$ref': '#/components/schemas/S%1$d'}]}",
        "{'items': {'properties': {'a': {'$ref': '#/components/schemas/S%1$d'}, 'b': {'$ref': '#/components/schemas/S%1$d'}, 'c': {'$ref': '#/components/schemas/S%1$d'}}}}",
      })
  void import_whenReferencesExpandWithoutEnd_refusesIt(String schema) {
    chain(12, schema);
    assertRefused("/components/schemas/S", "the references of this export expand to more than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref': '#/components/schemas/S0'}",
        "{'anyOf': [{'$ref': '#/components/schemas/S0'}]}",
        "{'allOf': [{'$ref': '#/components/schemas/S0'}, {'$ref': '#/components/schemas/S0'}]}",
        "{'items': {'$ref': '#/components/schemas/S0'}}",
      })
  void import_whenASchemaIsItself_refusesIt(String schema) {
    project.with(SCHEMAS + "S0", schema.replace('\'', '"'));
    project.withProperty("{\"$ref\": \"#/components/schemas/S0\"}");
    assertRefused("/components/schemas/", "self");
  }

  @Test
  void import_whenAResponseIsAnAlternativeOfItself_refusesIt() {
    project.with(
        SCHEMAS + "S0",
        "{\"anyOf\": [{\"$ref\": \"#/components/schemas/S0\"}, {\"$ref\": \"#/components/schemas/S0\"}]}");
    project.withPath("/v2/usercollection/doze", "S0");
    assertRefused("/components/schemas/S0", "self");
  }

  @Test
  void import_whenAPageIsAPageOfItself_importsIt() {
    project.with(
        SCHEMAS + "Endless",
        "{\"properties\": {\"next_token\": {\"type\": \"string\"}, \"data\": {\"items\": {\"$ref\": \"#/components/schemas/Endless\"}}}}");
    project.withProperty("{\"$ref\": \"#/components/schemas/Endless\"}");
    assertThat(bounded(project::runImport).exitCode()).isZero();
  }

  @Test
  void import_whenPagesOfPagesFormAChain_importsThem() {
    chain(
        2_000,
        "{'properties': {'next_token': {'type': 'string'}, 'data': {'items': {'$ref': '#/components/schemas/S%d'}}}}");
    assertThat(bounded(project::runImport).exitCode()).isZero();
  }

  @Test
  void import_whenSchemasAreNestedDeeply_refusesThem() {
    String inner = "{\"type\": \"string\"}";
    for (int i = 0; i < 60; i++) {
      inner = "{\"anyOf\": [" + inner + ", {\"type\": \"null\"}]}";
    }
    project.withProperty(inner);
    assertRefused("/components/schemas/PublicNap/properties/it/anyOf/0", "inside each other");
  }

  @Test
  void import_whenJsonIsNestedDeeply_refusesIt() {
    String deep = "[".repeat(900) + "]".repeat(900);
    project.withProperty("{\"default\": " + deep + "}");
    assertRefused("is nested too deeply");
  }

  @Test
  void import_whenThereAreTwentyThousandPaths_refusesThem() {
    ObjectNode paths = (ObjectNode) project.export().get("paths");
    ObjectNode nap = (ObjectNode) paths.get("/v2/usercollection/nap");
    for (int i = 0; i < 20_000; i++) {
      paths.set("/v2/usercollection/nap_" + i, nap);
    }
    assertRefused("/paths: 20003 paths are more than the 1500 that can become Java");
  }

  @Test
  void import_whenThereAreFiveThousandReferences_refusesThem() {
    chain(5_000, "{'$ref': '#/components/schemas/S%d'}");
    assertRefused("/components/schemas: 5006 schemas are more than the 3000");
  }

  @Test
  void import_whenAnEnumHasAHundredThousandValues_refusesIt() {
    project.withProperty("{\"type\": \"string\", \"enum\": [" + many(100_000, "\"v%d\"") + "]}");
    assertRefused(
        "/components/schemas/Nap/properties/it/enum: 100000 enum values are more than the 1000",
        "remove 'enum' in overlay/corrections.yaml");
  }

  @Test
  void import_whenAModelHasTooManyProperties_refusesIt() {
    project.withProperty(
        "{\"type\": \"object\", \"properties\": {"
            + many(300, "\"p%d\": {\"type\": \"string\"}")
            + "}}");
    assertRefused("/components/schemas/Nap/properties/it/properties: 300 properties are more than");
  }

  @Test
  void import_whenAnOperationHasTooManyParameters_refusesIt() {
    project.with(
        "/paths/~1v2~1usercollection~1nap/get/parameters",
        "["
            + many(
                300, "{\"name\": \"p%d\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}")
            + "]");
    assertRefused("/get/parameters: 300 parameters are more than the 250");
  }

  @Test
  void import_whenThereAreAHundredThousandAlternatives_mergesThem() {
    project.withProperty(
        "{\"anyOf\": [" + many(100_000, "{\"type\": \"string\", \"format\": \"f%d\"}") + "]}");
    assertThat(bounded(project::runImport).exitCode()).isZero();
    assertThat(project.described("/components/schemas/Nap/properties/it/type").asText())
        .isEqualTo("string");
  }

  @Test
  void import_whenANestedTypeWouldHaveALongName_refusesIt() {
    String inner = "{\"type\": \"string\"}";
    for (int i = 0; i < 5; i++) {
      inner = "{\"properties\": {\"%s\": %s}}".formatted("p".repeat(100), inner);
    }
    project.withProperty(inner);
    assertRefused("its name in Java would have", "names.yaml");
  }

  @Test
  void import_whenProseIsHuge_dropsIt() {
    project.with("/info/description", "\"" + "*/ ".repeat(5_000_000) + "\"");
    assertThat(bounded(project::runImport).exitCode()).isZero();
  }

  @Test
  void import_whenATextIsHuge_refusesIt() {
    project.withProperty("{\"type\": \"string\", \"default\": \"" + "a".repeat(15_000_000) + "\"}");
    assertRefused("/components/schemas/PublicNap/properties/it/default: 'aaa");
    project.withProperty("{\"$ref\": \"#" + "/a".repeat(5_000_000) + "\"}");
    assertRefused("/components/schemas/PublicNap/properties/it/$ref: '#/a/a");
  }

  @Test
  void import_whenTheFileIsHuge_refusesIt() throws IOException {
    Path huge = folder.resolve("openapi-1.43.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(5_000_000_000L);
    }
    Outcome outcome =
        bounded(() -> TestProject.run("import", huge.toString(), "--project", folder.toString()));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("openapi-1.43.json: is larger than 100000000 bytes");
  }

  /** Adds schemas that refer to the next one, and a property that refers to the first. */
  private void chain(int length, String schema) {
    ObjectNode schemas = (ObjectNode) project.export().at("/components/schemas");
    for (int i = 0; i < length; i++) {
      schemas.set("S" + i, TestProject.json(schema.replace('\'', '"').formatted(i + 1)));
    }
    schemas.putObject("S" + length).put("type", "string");
    project.withProperty("{\"$ref\": \"#/components/schemas/S0\"}");
  }

  private static String many(int count, String one) {
    IntFunction<String> text = one::formatted;
    return IntStream.range(0, count).mapToObj(text).collect(joining(", "));
  }

  private void assertRefused(String... parts) {
    String before = TestProject.content(project.description());
    Outcome imported = bounded(project::runImport);
    assertThat(imported.exitCode()).isEqualTo(1);
    assertThat(imported.err()).contains(parts).hasSizeLessThan(1_000);
    Outcome updated = bounded(() -> project.runUpdate("1.42"));
    assertThat(updated.exitCode()).isEqualTo(1);
    assertThat(updated.err()).contains(parts).hasSizeLessThan(1_000);
    assertThat(TestProject.content(project.description())).isEqualTo(before);
    assertThat(folder.resolve("src/test/resources/newest-export.facts.json")).doesNotExist();
  }

  /** Far more than it should take, so that a busy machine does not matter. */
  private static Outcome bounded(Supplier<Outcome> run) {
    return assertTimeoutPreemptively(Duration.ofSeconds(60), run::get);
  }
}
