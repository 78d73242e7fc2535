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

/** What is of another type now has not lost its parts: it is something else. */
class TypeChangesTest {
  private static final String NAP = "/components/schemas/PublicNap";
  private static final String MOOD = "/components/schemas/PublicMood";
  private static final String IT = "/components/schemas/Nap/properties/it";

  @TempDir Path folder;
  private TestProject workbench;

  @BeforeEach
  void aProjectWithADescription() {
    workbench = new TestProject(folder);
    workbench.withProperty("{\"type\": \"integer\"}");
    assertThat(workbench.runImport().exitCode()).isZero();
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
  void update_whenAPropertyIsOfAnotherType_saysThatOnceAndRecordsNoParts(
      String was, String is, String wasType, String isType) {
    workbench.withProperty(was.replace('\'', '"'));
    workbench.runUpdate("1.42");
    workbench.withProperty(is.replace('\'', '"'));
    String report = workbench.runUpdate("1.43").out();

    assertThat(report)
        .contains("1 difference: 1 would break users")
        .contains("retyped: property `Nap.it`, " + wasType + " before, now " + isType + ". Hold")
        .doesNotContain("finds no place");
    assertNothingIsWithdrawn();
    assertTheDescriptionIsWhatAnImportMakes();
  }

  @Test
  void update_whenATextBecomesOneOfAFewValues_saysThatTheTypeIsAnother() {
    workbench.with(NAP + "/properties/id", "{\"type\": \"string\", \"enum\": [\"a\"]}");
    workbench.without(NAP + "/properties/it");
    workbench.withProperty("{\"type\": \"string\"}");
    workbench.runUpdate("1.42");
    workbench.withProperty("{\"type\": \"string\", \"enum\": [\"sun\"]}");
    assertThat(workbench.runUpdate("1.43").out())
        .contains("1 would break users")
        .contains("retyped: property `Nap.it`, string before, now enum of string");
  }

  @Test
  void update_whenANamedEnumBecomesAnObject_saysThatOnceAndRecordsNoValues() {
    workbench.with(
        MOOD, "{\"type\": \"object\", \"properties\": {\"kind\": {\"type\": \"string\"}}}");
    assertThat(workbench.runUpdate("1.42").out())
        .contains("1 difference: 1 would break users")
        .contains("retyped: model `Mood`, enum of string before, now object with properties");
    assertNothingIsWithdrawn();
  }

  @Test
  void update_whenTheOwnerOfWhatWasWithdrawnIsOfAnotherType_letsItGo() {
    workbench
        .with(MOOD + "/enum", "[\"good\"]")
        .withProperty(
            "{\"type\": \"object\", \"properties\": {\"lat\": {\"type\": \"number\"}, \"long\": {\"type\": \"number\"}}}");
    workbench.runUpdate("1.42");
    workbench.withProperty(
        "{\"type\": \"object\", \"properties\": {\"lat\": {\"type\": \"number\"}}}");
    workbench.runUpdate("1.43");
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("bad", "long");

    workbench
        .with(MOOD, "{\"type\": \"object\", \"properties\": {\"kind\": {\"type\": \"string\"}}}")
        .withProperty("{\"type\": \"string\"}");
    assertThat(workbench.runUpdate("1.44").out())
        .contains("2 differences: 2 would break users")
        .doesNotContain("finds no place");
    assertNothingIsWithdrawn();
    assertThat(workbench.described(IT).has("properties")).isFalse();
    assertTheDescriptionIsWhatAnImportMakes();
  }

  @Test
  void update_whenWhatWasWithdrawnReturnsWithAnotherType_saysThatItBreaksUsers() {
    workbench.without(NAP + "/properties/it");
    workbench.runUpdate("1.42");
    workbench.withProperty("{\"type\": \"string\"}");
    assertThat(workbench.runUpdate("1.43").out())
        .contains("2 differences: 1 would break users")
        .contains("retyped: property `Nap.it`, integer before, now string")
        .contains("returned: property `Nap.it`, withdrawn in 1.42");
    assertNothingIsWithdrawn();
  }

  @Test
  void update_whenAModelReturns_isHarmless() {
    workbench.without(NAP + "/properties/mood");
    workbench.runUpdate("1.42");
    workbench.with(NAP + "/properties/mood", "{\"$ref\": \"#/components/schemas/PublicMood\"}");
    assertThat(workbench.runUpdate("1.43").out())
        .contains("returned: model `Mood`")
        .contains("0 would break users");
  }

  @Test
  void update_whenAModelGoesAfterOneOfItsProperties_keepsBothWithTheirExports() {
    workbench.names(
        """
        schemas: {PublicNap: Nap, PublicMood: Mood, PublicGear: Gear}
        aliases: {ISODate: date}
        groups: {/v2/usercollection/: UserCollection}
        leftOut: [/v2/sandbox/]
        """);
    workbench
        .with(
            "/components/schemas/PublicGear",
            "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\"}}}")
        .withProperty("{\"$ref\": \"#/components/schemas/PublicGear\"}");
    workbench.runUpdate("1.42");
    workbench.without("/components/schemas/PublicGear/properties/b");
    workbench.runUpdate("1.43");
    workbench.without(NAP + "/properties/it");
    assertThat(workbench.runUpdate("1.44").out())
        .contains("gone: model `Gear`")
        .doesNotContain("finds no place");

    JsonNode gear = workbench.described("/components/schemas/Gear");
    assertThat(gear.path("x-withdrawn-in").asText()).isEqualTo("1.44");
    assertThat(gear.at("/properties/a").has("x-withdrawn-in")).isFalse();
    assertThat(gear.at("/properties/b/x-withdrawn-in").asText()).isEqualTo("1.43");
    assertThat(workbench.runUpdate("1.45", "--check").exitCode()).isZero();
    assertTheDescriptionIsWhatAnImportMakes();
  }

  private void assertNothingIsWithdrawn() {
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  private void assertTheDescriptionIsWhatAnImportMakes() {
    String updated = TestProject.content(workbench.description());
    assertThat(workbench.runImport().err()).doesNotContain("finds no place");
    assertThat(workbench.description()).hasContent(updated);
  }
}
