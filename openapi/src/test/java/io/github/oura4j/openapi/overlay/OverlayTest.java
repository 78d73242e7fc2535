// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections may change facts and say why; words only speak about what is there. */
class OverlayTest {
  private static final String ID = "/components/schemas/Nap/properties/id";

  @TempDir Path folder;
  private TestProject workbench;

  @BeforeEach
  void aWorkbench() {
    workbench = new TestProject(folder);
  }

  @Test
  void correction_whenItUpdates_changesFactsAndCreates() {
    workbench.corrections(
        """
        actions:
          - target: $.components.schemas['Nap'].properties
            description: It is a number.
            update: {id: {type: integer}, snore: {type: boolean}}
        """);
    assertThat(workbench.imported(ID))
        .isEqualTo(TestProject.json("{\"type\": \"integer\", \"minLength\": 1}"));
    assertThat(workbench.imported("/components/schemas/Nap/properties/snore/type").asText())
        .isEqualTo("boolean");
  }

  @Test
  void correction_whenTheTargetFiltersAnObject_changesItsMembersThatFit() {
    workbench.corrections(
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
    assertThat(workbench.imported("/components/schemas").findParents("x-identity")).hasSize(1);
    assertThat(workbench.imported("/components/schemas/Nap/x-identity"))
        .isEqualTo(TestProject.json("[\"id\", \"day\"]"));
    assertThat(workbench.imported("/tags/0/x-name").asText()).isEqualTo("Naps");
  }

  @Test
  void correction_whenItRemoves_takesAway() {
    workbench.corrections(
        """
        actions:
          - target: $.components.schemas.Nap.properties.mood
            description: There is none.
            remove: true
        """);
    assertThat(workbench.imported("/components/schemas/Nap/properties").has("mood")).isFalse();
  }

  @Test
  void correction_whenTheTargetIsAList_addsWhatItDoesNotHave() {
    workbench.corrections(
        """
        actions:
          - target: $.paths['/v2/usercollection/nap'].get.security[*].OAuth2
            description: The scope.
            update: [daily]
          - target: $.paths.*.*.security[*].OAuth2
            description: The scope again.
            update: daily
        """);
    assertThat(workbench.imported("/paths/~1v2~1usercollection~1nap/get/security/0/OAuth2"))
        .isEqualTo(TestProject.json("[\"daily\"]"));
  }

  @Test
  void correction_whenItOnlyFillsIn_leavesWhatIsThere() {
    workbench.corrections(
        """
        actions:
          - target: $.components.securitySchemes
            description: Exports lacked them.
            x-only-missing: true
            update: {OAuth2: {type: other}, Bearer: {type: http}}
        """);
    assertThat(workbench.imported("/components/securitySchemes/OAuth2/type").asText())
        .isEqualTo("oauth2");
    assertThat(workbench.imported("/components/securitySchemes/Bearer/type").asText())
        .isEqualTo("http");
  }

  @Test
  void correction_whenTheExportHasNoSecuritySchemes_bringsOurs() {
    workbench
        .without("/components/securitySchemes")
        .corrections(
            """
        actions:
          - target: $.components.securitySchemes
            description: Exports lacked them.
            x-only-missing: true
            update: {Bearer: {type: http}}
        """);
    assertThat(workbench.imported("/components/securitySchemes"))
        .isEqualTo(TestProject.json("{\"Bearer\": {\"type\": \"http\"}}"));
  }

  @Test
  void correction_whenItsTargetIsGone_isReported() {
    workbench.corrections(
        """
        actions:
          - target: $.components.schemas.Gone
            description: It was wrong.
            update: {type: object}
        """);
    Outcome outcome = workbench.runImport();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .contains("corrections.yaml: $.components.schemas.Gone finds no place");
  }

  @Test
  void correction_withoutAReason_isRefused() {
    workbench.corrections("actions: [{target: $.info, update: {title: Ours}}]");
    Outcome outcome = workbench.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("corrections.yaml", "'$.info'", "reason");
  }

  @Test
  void overlay_whenATargetIsNoJsonPath_isRefused() {
    workbench.words("actions: [{target: '$.[', update: {}}]");
    Outcome outcome = workbench.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("descriptions.yaml", "/actions/0/target", "is not a JSONPath");
  }

  @Test
  void overlay_whenAnActionHasAnUnknownField_isRefused() {
    workbench.words("actions: [{target: $, updates: {}}]");
    Outcome outcome = workbench.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("descriptions.yaml", "/actions/0/updates");
  }

  @Test
  void overlay_whenItIsNotYaml_isRefused() {
    workbench.words("actions: [");
    Outcome outcome = workbench.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("descriptions.yaml");
  }

  @Test
  void word_whenItsPlaceIsThere_isSet() {
    workbench.words(
        """
        actions:
          - target: $.components.schemas.Nap
            update: {description: A short sleep., properties: {id: {description: Which nap., minimum: 1}}}
        """);
    assertThat(workbench.imported("/components/schemas/Nap/description").asText())
        .isEqualTo("A short sleep.");
    assertThat(workbench.imported(ID + "/minimum").asInt()).isEqualTo(1);
  }

  @Test
  void word_whenATargetMatchesMany_isSetOnAll() {
    workbench.words(
        """
        actions:
          - target: $.paths.*.*.responses.200
            update: {description: It worked.}
          - target: $.paths.*.*.parameters[?(@.name=='start_date')]
            update: {description: First day.}
        """);
    assertThat(workbench.imported("/paths").findValuesAsText("description"))
        .contains("It worked.", "First day.");
    assertThat(workbench.runImport().err()).doesNotContain("finds no place");
  }

  @Test
  void word_whenItsTargetIsGone_isReported() {
    workbench.words("actions: [{target: $.components.schemas.Gone, update: {description: x}}]");
    assertThat(workbench.runImport().err())
        .contains("descriptions.yaml: $.components.schemas.Gone finds no place");
  }

  @Test
  void word_whenItsPropertyIsGone_isReportedAndCreatesNothing() {
    workbench.words(
        "actions: [{target: $.components.schemas.Nap, update: {properties: {snore: {description: Loud.}}}}]");
    assertThat(workbench.imported("/components/schemas/Nap/properties").has("snore")).isFalse();
    assertThat(workbench.runImport().err())
        .contains("descriptions.yaml: $.components.schemas.Nap /properties/snore finds no place");
  }

  @Test
  void word_whenItIsAFact_isReportedAndChangesNothing() {
    workbench.words(
        "actions: [{target: $.components.schemas.Nap.properties.id, update: {type: integer}}]");
    assertThat(workbench.imported(ID + "/type").asText()).isEqualTo("string");
    assertThat(workbench.runImport().err()).contains("/type finds no place");
  }

  @Test
  void word_whenItIsAboutAScope_isSetOnlyWhereThatScopeIs() {
    workbench.words(
        """
        actions:
          - target: $.components.securitySchemes.OAuth2.flows.authorizationCode.scopes
            update: {daily: Days., gone: Nothing.}
        """);
    assertThat(
            workbench.imported("/components/securitySchemes/OAuth2/flows/authorizationCode/scopes"))
        .isEqualTo(TestProject.json("{\"daily\": \"Days.\"}"));
    assertThat(workbench.runImport().err()).contains("/gone finds no place");
  }

  @Test
  void word_whenItRemoves_isRefused() {
    workbench.words("actions: [{target: $.paths, remove: true}]");
    Outcome outcome = workbench.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("descriptions.yaml", "corrections.yaml");
  }

  @Test
  void import_whenSomethingHasNoDescription_asksForAWord() {
    String err = workbench.runImport().err();
    assertThat(err)
        .contains("needs a word")
        .containsSubsequence(
            "answer:", "listNap 200", "operation:", "listNap", "parameter:", "listNap start_date")
        .containsSubsequence(
            "property:", "Nap.id", "schema:", "Mood", "scope:", "daily", "tag:", "UserCollection");
  }
}
