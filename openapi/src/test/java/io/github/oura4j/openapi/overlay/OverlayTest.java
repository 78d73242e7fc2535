// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections may change facts and state why; descriptions only describe what exists. */
class OverlayTest {
  private static final String ID = "/components/schemas/Nap/properties/id";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void createProject() {
    project = new TestProject(folder);
  }

  @Test
  void correction_whenItUpdates_changesFactsAndCreates() {
    project.corrections(
        """
        actions:
          - target: $.components.schemas['Nap'].properties
            description: It is a number.
            update: {id: {type: integer}, snore: {type: boolean}}
        """);
    assertThat(project.imported(ID))
        .isEqualTo(TestProject.json("{\"type\": \"integer\", \"minLength\": 1}"));
    assertThat(project.imported("/components/schemas/Nap/properties/snore/type").asText())
        .isEqualTo("boolean");
  }

  @Test
  void correction_whenTheTargetFiltersAnObject_changesItsMembersThatFit() {
    project.corrections(
        """
        actions:
          - target: $.components.schemas[?(@.properties.id && @.properties.day)]
            description: They are documents.
            update: {x-identity: [id]}
          - target: $.components.schemas[?(@.properties.id)]
            description: They have a day.
            update: {x-identity: [day]}
          - target: $.tags[?(@.name=='UserCollection')]
            description: It is called so.
            update: {x-name: Naps}
        """);
    assertThat(project.imported("/components/schemas").findParents("x-identity")).hasSize(1);
    assertThat(project.imported("/components/schemas/Nap/x-identity"))
        .isEqualTo(TestProject.json("[\"id\", \"day\"]"));
    assertThat(project.imported("/tags/0/x-name").asText()).isEqualTo("Naps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"['id','day']", "[ \"id\" , \"day\" ]", ".id", "['day']"})
  void correction_whenItsTargetEndsWithNames_changesTheMembersOfTheseNames(String names) {
    project.corrections(
        """
        actions:
          - target: $.components.schemas.Nap.properties%s
            description: They are short.
            update: {maxLength: 10}
        """
            .formatted(names));
    JsonNode properties = project.imported("/components/schemas/Nap/properties");
    assertThat(properties.at("/id").has("maxLength")).isEqualTo(names.contains("id"));
    assertThat(properties.at("/day").has("maxLength")).isEqualTo(names.contains("day"));
    assertThat(properties.at("/mood").has("maxLength")).isFalse();
  }

  @Test
  void correction_whenItRemovesSeveralNames_removesEach() {
    project.corrections(
        """
        actions:
          - target: $.components.schemas.Nap.properties['mood','day']
            description: There are none.
            remove: true
        """);
    assertThat(project.imported("/components/schemas/Nap/properties").fieldNames())
        .toIterable()
        .containsExactly("id");
  }

  @Test
  void correction_whenItRemoves_removes() {
    project.corrections(
        """
        actions:
          - target: $.components.schemas.Nap.properties.mood
            description: There is none.
            remove: true
        """);
    assertThat(project.imported("/components/schemas/Nap/properties").has("mood")).isFalse();
  }

  @Test
  void correction_whenTheTargetIsAList_addsWhatItDoesNotHave() {
    project.with("/paths/~1v2~1usercollection~1nap/get/security", "[{\"OAuth2\": []}]");
    project.corrections(
        """
        actions:
          - target: $.paths['/v2/usercollection/nap'].get.security[*].OAuth2
            description: The scope.
            update: [daily]
          - target: $.paths.*.*.security[*].OAuth2
            description: The scope again.
            update: daily
        """);
    assertThat(project.imported("/paths/~1v2~1usercollection~1nap/get/security/0/OAuth2"))
        .isEqualTo(TestProject.json("[\"daily\"]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': ['number', 'null']} | {type: [integer, 'null']} | {'type': ['integer', 'null']}",
        "{'type': ['number', 'null']} | {type: integer} | {'type': 'integer'}",
        "{'type': 'number'} | {type: [integer, 'null']} | {'type': ['integer', 'null']}",
        "{'type': ['integer', 'null']} | {type: [integer, 'null']} | {'type': ['integer', 'null']}",
        "{'anyOf': [{'$ref': '#/components/schemas/PublicMood'}, {'type': 'null'}]}"
            + " | {anyOf: [{$ref: '#/components/schemas/Nap'}, {type: 'null'}]}"
            + " | {'anyOf': [{'$ref': '#/components/schemas/Nap'}, {'type': 'null'}]}",
        "{'type': 'array', 'items': {'type': 'string'}, 'default': ['a']} | {default: [b]}"
            + " | {'type': 'array', 'items': {'type': 'string'}, 'default': ['b']}",
        "{'type': 'string', 'enum': ['a', 'b']} | {enum: [b, c]} | {'type': 'string', 'enum': ['a', 'b', 'c']}",
        "{'properties': {'a': {}, 'b': {}}, 'required': ['a']} | {required: [b]}"
            + " | {'type': 'object', 'properties': {'a': {}, 'b': {}}, 'required': ['a', 'b']}",
      })
  void correction_whenItGivesAList_replacesAValueAndAddsToASet(
      String theirs, String update, String ours) {
    project
        .withProperty(theirs.replace('\'', '"'))
        .corrections(
            """
            actions:
              - target: $.components.schemas.Nap.properties.it
                description: The API sends something else.
                update: %s
            """
                .formatted(update));
    assertThat(project.imported("/components/schemas/Nap/properties/it"))
        .isEqualTo(TestProject.json(ours.replace('\'', '"')));
  }

  @Test
  void correction_whenItNamesEnumConstantsAgain_replacesTheNames() {
    project.corrections(
        """
        actions:
          - target: $.components.schemas.Mood
            description: Other names.
            update: {x-enum-varnames: [FINE, AWFUL]}
          - target: $.components.schemas.Mood
            description: Better names.
            update: {x-enum-varnames: [FINE, BAD]}
        """);
    assertThat(project.imported("/components/schemas/Mood/x-enum-varnames"))
        .isEqualTo(TestProject.json("[\"FINE\", \"BAD\"]"));
  }

  @Test
  void correction_whenAPropertyHasSeveralTypes_choosesOne() {
    project
        .withProperty("{\"type\": [\"string\", \"integer\", \"null\"]}")
        .corrections(
            """
            actions:
              - target: $.components.schemas.Nap.properties.it
                description: The API only sends strings.
                update: {type: [string, 'null']}
            """);
    assertThat(project.imported("/components/schemas/Nap/properties/it"))
        .isEqualTo(TestProject.json("{\"type\": [\"string\", \"null\"]}"));
  }

  @Test
  void correction_whenItOnlyFillsGaps_keepsWhatExists() {
    project.corrections(
        """
        actions:
          - target: $.components.securitySchemes
            description: Exports lacked them.
            x-only-missing: true
            update: {OAuth2: {type: other}, Bearer: {type: http}}
        """);
    assertThat(project.imported("/components/securitySchemes/OAuth2/type").asText())
        .isEqualTo("oauth2");
    assertThat(project.imported("/components/securitySchemes/Bearer/type").asText())
        .isEqualTo("http");
  }

  @Test
  void correction_whenTheExportHasNoSecuritySchemes_addsOurs() {
    project
        .without("/components/securitySchemes")
        .corrections(
            """
        actions:
          - target: $.components.securitySchemes
            description: Exports lacked them.
            x-only-missing: true
            update: {Bearer: {type: http}}
        """);
    assertThat(project.imported("/components/securitySchemes"))
        .isEqualTo(TestProject.json("{\"Bearer\": {\"type\": \"http\"}}"));
  }

  @Test
  void correction_whenItsTargetIsGone_isReported() {
    project.corrections(
        """
        actions:
          - target: $.components.schemas.Gone
            description: It was wrong.
            update: {type: object}
        """);
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .contains("corrections.yaml: $.components.schemas.Gone matches nothing");
  }

  @Test
  void correction_withoutAReason_isRejected() {
    project.corrections("actions: [{target: $.info, update: {title: Ours}}]");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("corrections.yaml", "'$.info'", "reason");
  }

  @Test
  void overlay_whenATargetIsNoJsonPath_isRejected() {
    project.descriptions("actions: [{target: '$.[', update: {}}]");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("descriptions.yaml", "/actions/0/target", "is not a JSONPath");
  }

  @Test
  void overlay_whenAnActionHasAnUnknownField_isRejected() {
    project.descriptions("actions: [{target: $, updates: {}}]");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("descriptions.yaml", "/actions/0/updates");
  }

  @Test
  void overlay_whenItIsNotYaml_isRejected() {
    project.descriptions("actions: [");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("descriptions.yaml");
  }

  @Test
  void description_whenItsTargetExists_isSet() {
    project.descriptions(
        """
        actions:
          - target: $.components.schemas.Nap
            update: {description: A short sleep., properties: {id: {description: Which nap., minimum: 1}}}
        """);
    assertThat(project.imported("/components/schemas/Nap/description").asText())
        .isEqualTo("A short sleep.");
    assertThat(project.imported(ID + "/minimum").asInt()).isEqualTo(1);
  }

  @Test
  void description_whenATargetMatchesMany_isSetOnAll() {
    project.descriptions(
        """
        actions:
          - target: $.paths.*.*.responses.200
            update: {description: It worked.}
          - target: $.paths.*.*.parameters[?(@.name=='start_date')]
            update: {description: First day.}
        """);
    assertThat(project.imported("/paths").findValuesAsText("description"))
        .contains("It worked.", "First day.");
    assertThat(project.runImport().err()).doesNotContain("matches nothing");
  }

  @Test
  void description_whenItsTargetIsGone_isReported() {
    project.descriptions(
        "actions: [{target: $.components.schemas.Gone, update: {description: x}}]");
    assertThat(project.runImport().err())
        .contains("descriptions.yaml: $.components.schemas.Gone matches nothing");
  }

  @Test
  void description_whenItsPropertyIsGone_isReportedAndCreatesNothing() {
    project.descriptions(
        "actions: [{target: $.components.schemas.Nap, update: {properties: {snore: {description: Loud.}}}}]");
    assertThat(project.imported("/components/schemas/Nap/properties").has("snore")).isFalse();
    assertThat(project.runImport().err())
        .contains("descriptions.yaml: $.components.schemas.Nap /properties/snore matches nothing");
  }

  @Test
  void description_whenItIsAFact_isReportedAndChangesNothing() {
    project.descriptions(
        "actions: [{target: $.components.schemas.Nap.properties.id, update: {type: integer}}]");
    assertThat(project.imported(ID + "/type").asText()).isEqualTo("string");
    assertThat(project.runImport().err()).contains("/type matches nothing");
  }

  @Test
  void description_whenItIsAboutAScope_isSetOnlyWhereThatScopeIs() {
    project.descriptions(
        """
        actions:
          - target: $.components.securitySchemes.OAuth2.flows.authorizationCode.scopes
            update: {daily: Days., gone: Nothing.}
        """);
    assertThat(
            project.imported("/components/securitySchemes/OAuth2/flows/authorizationCode/scopes"))
        .isEqualTo(TestProject.json("{\"daily\": \"Days.\"}"));
    assertThat(project.runImport().err()).contains("/gone matches nothing");
  }

  @Test
  void description_whenItRemoves_isRejected() {
    project.descriptions("actions: [{target: $.paths, remove: true}]");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("descriptions.yaml", "corrections.yaml");
  }

  @Test
  void import_whenSomethingHasNoDescription_reportsIt() {
    String err = project.runImport().err();
    assertThat(err)
        .contains("needs a description")
        .containsSubsequence(
            "operation:", "listNap", "parameter:", "listNap start_date", "property:", "Nap.id")
        .containsSubsequence(
            "response:",
            "listNap 200",
            "schema:",
            "Mood",
            "scope:",
            "daily",
            "tag:",
            "UserCollection");
  }
}
