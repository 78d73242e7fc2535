// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema with another type is reported as such, and its former parts are not retired. */
class TypeChangesTest {
  private static final String NAP = "/components/schemas/PublicNap";
  private static final String MOOD = "/components/schemas/PublicMood";
  private static final String IT = "/components/schemas/Nap/properties/it";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProjectWithADescription() {
    project = new TestProject(folder);
    project.withProperty("{\"type\": \"integer\"}");
    assertThat(project.runImport().exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'string', 'enum': ['sun', 'rain']} | {'type': 'integer'} | enum of string | integer",
        "{'type': 'string', 'enum': ['sun', 'rain']} | {'type': 'string'} | enum of string | string",
        "{'type': 'string', 'enum': ['sun', 'rain']}"
            + " | {'anyOf': [{'$ref': '#/components/schemas/PublicMood'}, {'type': 'null'}]} | enum of string | Mood",
        "{'type': 'array', 'items': {'type': 'string', 'enum': ['sun']}} | {'type': 'string', 'enum': ['sun']}"
            + " | list of enum of string | enum of string",
        "{'type': 'object', 'properties': {'lat': {'type': 'number'}, 'kind': {'type': 'string', 'enum': ['a']}}}"
            + " | {'type': 'string'} | object with properties | string",
        "{'type': 'array', 'items': {'type': 'object', 'properties': {'lat': {'type': 'number'}}}}"
            + " | {'type': 'object', 'properties': {'lat': {'type': 'number'}}}"
            + " | list of object with properties | object with properties",
        "{'type': 'object', 'properties': {'lat': {'type': 'number'}}} | {'type': 'object'} | object with properties | object",
      })
  void update_whenAPropertyHasAnotherType_reportsThatOnceAndRecordsNoParts(
      String was, String is, String wasType, String isType) {
    project.withProperty(was.replace('\'', '"'));
    project.runUpdate("1.42");
    project.withProperty(is.replace('\'', '"'));
    String report = project.runUpdate("1.43").out();

    assertThat(report)
        .contains("1 difference: 1 breaking")
        .contains(
            "type changed: property `Nap.it`, " + wasType + " before, now " + isType + ". Keep")
        .doesNotContain("matches nothing");
    assertNothingIsRetired();
    assertAnImportProducesTheSame();
  }

  @Test
  void update_whenAStringBecomesAnEnum_reportsTheNewType() {
    project.with(NAP + "/properties/id", "{\"type\": \"string\", \"enum\": [\"a\"]}");
    project.without(NAP + "/properties/it");
    project.withProperty("{\"type\": \"string\"}");
    project.runUpdate("1.42");
    project.withProperty("{\"type\": \"string\", \"enum\": [\"sun\"]}");
    assertThat(project.runUpdate("1.43").out())
        .contains("1 breaking")
        .contains("type changed: property `Nap.it`, string before, now enum of string");
  }

  @Test
  void update_whenANamedEnumBecomesAnObject_reportsThatOnceAndRecordsNoValues() {
    project.with(
        MOOD, "{\"type\": \"object\", \"properties\": {\"kind\": {\"type\": \"string\"}}}");
    assertThat(project.runUpdate("1.42").out())
        .contains("1 difference: 1 breaking")
        .contains("type changed: model `Mood`, enum of string before, now object with properties");
    assertNothingIsRetired();
  }

  @Test
  void update_whenTheParentOfARetiredElementHasAnotherType_dropsIt() {
    project
        .with(MOOD + "/enum", "[\"good\"]")
        .withProperty(
            "{\"type\": \"object\", \"properties\": {\"lat\": {\"type\": \"number\"}, \"long\": {\"type\": \"number\"}}}");
    project.runUpdate("1.42");
    project.withProperty(
        "{\"type\": \"object\", \"properties\": {\"lat\": {\"type\": \"number\"}}}");
    project.runUpdate("1.43");
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("bad", "long");

    project
        .with(MOOD, "{\"type\": \"object\", \"properties\": {\"kind\": {\"type\": \"string\"}}}")
        .withProperty("{\"type\": \"string\"}");
    assertThat(project.runUpdate("1.44").out())
        .contains("2 differences: 2 breaking")
        .doesNotContain("matches nothing");
    assertNothingIsRetired();
    assertThat(project.described(IT).has("properties")).isFalse();
    assertAnImportProducesTheSame();
  }

  @Test
  void update_whenARetiredElementReturnsWithAnotherType_reportsABreakingChange() {
    project.without(NAP + "/properties/it");
    project.runUpdate("1.42");
    project.withProperty("{\"type\": \"string\"}");
    assertThat(project.runUpdate("1.43").out())
        .contains("2 differences: 1 breaking")
        .contains("type changed: property `Nap.it`, integer before, now string")
        .contains("returned: property `Nap.it`, removed in 1.42");
    assertNothingIsRetired();
  }

  @Test
  void update_whenAModelReturns_isHarmless() {
    project.without(NAP + "/properties/mood");
    project.runUpdate("1.42");
    project.with(NAP + "/properties/mood", "{\"$ref\": \"#/components/schemas/PublicMood\"}");
    assertThat(project.runUpdate("1.43").out())
        .contains("returned: model `Mood`")
        .contains("0 breaking");
  }

  @Test
  void update_whenAModelGoesAfterOneOfItsProperties_keepsBothWithTheirExports() {
    project.names(
        """
        schemas: {PublicNap: Nap, PublicMood: Mood, PublicGear: Gear}
        aliases: {ISODate: date}
        groups: {/v2/usercollection/: UserCollection}
        leftOut: [/v2/sandbox/]
        """);
    project
        .with(
            "/components/schemas/PublicGear",
            "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\"}}}")
        .withProperty("{\"$ref\": \"#/components/schemas/PublicGear\"}");
    project.runUpdate("1.42");
    project.without("/components/schemas/PublicGear/properties/b");
    project.runUpdate("1.43");
    project.without(NAP + "/properties/it");
    assertThat(project.runUpdate("1.44").out())
        .contains("removed: model `Gear`")
        .doesNotContain("matches nothing");

    JsonNode gear = project.described("/components/schemas/Gear");
    assertThat(gear.path("x-withdrawn-in").asText()).isEqualTo("1.44");
    assertThat(gear.at("/properties/a").has("x-withdrawn-in")).isFalse();
    assertThat(gear.at("/properties/b/x-withdrawn-in").asText()).isEqualTo("1.43");
    assertThat(project.runUpdate("1.45", "--check").exitCode()).isZero();
    assertAnImportProducesTheSame();
  }

  private void assertNothingIsRetired() {
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  private void assertAnImportProducesTheSame() {
    String updated = TestProject.content(project.description());
    assertThat(project.runImport().err()).doesNotContain("matches nothing");
    assertThat(project.description()).hasContent(updated);
  }
}
