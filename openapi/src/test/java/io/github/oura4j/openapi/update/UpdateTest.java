// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One command reports what a new export changes and updates the project. */
class UpdateTest {
  private static final String NAP = "/components/schemas/PublicNap";
  private static final String LIST = "/paths/~1v2~1usercollection~1nap/get";
  private static final String ONE = "/paths/~1v2~1usercollection~1nap~1{document_id}";

  private static final String OUR_SECURITY =
      """
      actions:
      - target: $.components.securitySchemes
        description: Exports have lacked them.
        x-only-missing: true
        update: {OAuth2: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://example.org/authorize',
          tokenUrl: 'https://example.org/token', scopes: {daily: ''}}}}}
      - target: $.paths.*[?(@.tags[0]=='UserCollection')]
        description: An export might lack it.
        x-only-missing: true
        update: {security: [{OAuth2: [daily]}]}
      """;

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProjectWithADescription() {
    project = new TestProject(folder);
    project.withProperty("{\"type\": \"integer\"}");
    assertThat(project.runImport().exitCode()).isZero();
  }

  @Test
  void check_whenTheExportHasTheSameFacts_exitsWithZero() {
    Outcome outcome = project.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Nothing: the same facts as before.");
  }

  @Test
  void check_whenTheExportDiffers_exitsWithTwoAndWritesNothing() {
    String before = TestProject.content(project.description());
    project.with(NAP + "/properties/more", "{\"type\": \"string\"}");
    assertThat(project.runUpdate("1.42", "--check").exitCode()).isEqualTo(2);
    assertThat(project.description()).hasContent(before);
    assertThat(project.file("overlay/withdrawn.yaml")).doesNotExist();
  }

  @Test
  void check_whenTheExportIsRejected_exitsWithOne() {
    project.without("/paths");
    assertThat(project.runUpdate("1.42", "--check").exitCode()).isEqualTo(1);
  }

  @Test
  void update_whenThereIsNoDescriptionYet_saysWhatToDo() throws Exception {
    Files.writeString(project.description(), "{}");
    assertThat(project.runUpdate("1.42").err()).contains("create one with `import`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        NAP
            + "/properties/more | {'type': 'string'} | action needed | added: property `Nap.more`, string. Describe it in"
            + " overlay/descriptions.yaml: $.components.schemas.Nap.properties.more",
        NAP
            + "/properties/it | {'type': 'number'} | breaking | type changed: property `Nap.it`, integer before, now number",
        NAP
            + "/properties/it | {'type': 'string', 'format': 'date'} | breaking"
            + " | type changed: property `Nap.it`, integer before, now string(date)",
        NAP
            + "/properties/it | {'type': ['integer', 'null']} | compatible | changed: property `Nap.it`",
        NAP
            + "/properties/it | {'type': 'integer', 'deprecated': true} | compatible | deprecated: true",
        NAP
            + "/required | ['id'] | compatible | changed: property `Nap.day`, required: true before, now required: false",
        "/components/schemas/PublicMood/enum | ['bad', 'good', 'fair'] | compatible | added: enum value `Mood fair`",
        LIST + "/security | [{'OAuth2': ['personal']}] | breaking | changed: security of `listNap`",
        "/components/securitySchemes/OAuth2/flows/authorizationCode/tokenUrl | 'https://example.org/other'"
            + " | breaking | changed: security scheme `OAuth2`",
        "/components/securitySchemes/OAuth2/flows/authorizationCode/scopes | {'nap': ''}"
            + " | breaking | removed: scope `daily`",
        "/components/securitySchemes/OAuth2/flows/authorizationCode/scopes | {'nap': '', 'daily': ''}"
            + " | action needed | added: scope `nap`",
        LIST
            + "/responses/429 | {'description': 'Their response'} | action needed | added: response `listNap 429`",
        LIST
            + "/parameters/0/required | true | breaking | changed: parameter `listNap(next_token)`",
        LIST
            + "/parameters/0/schema | {'type': 'integer'} | breaking"
            + " | type changed: parameter `listNap(next_token)`, string before, now integer",
        "/info/version | '3.0' | compatible | changed: version `of the API`",
        "/paths/~1v2~1usercollection~1nap~1{document_id}/delete | {'parameters': [{'name': 'document_id', 'in': 'path', 'required': true,"
            + " 'schema': {'type': 'string'}}], 'responses': {'204': {}}}"
            + " | action needed | added: operation `deleteNap`",
        "/paths/~1v2~1usercollection~1yawn | {'get': {'responses': {'200': {}}}}"
            + " | action needed | added: data type `yawn`. The steps for it are listed below",
      })
  void check_whenThisChanges_reportsIt(String location, String json, String effect, String line) {
    project.with(location, json.replace('\'', '"'));
    String report = project.runUpdate("1.42", "--check").out();
    String section = report.replaceFirst("(?s).*\n## (?i)" + effect + "\n", "");
    assertThat(section).isNotEqualTo(report).contains(line);
  }

  @Test
  void check_whenOrderAndProseDiffer_isTheSame() {
    project
        .with("/components/schemas/PublicMood/enum", "[\"bad\", \"good\"]")
        .with(NAP + "/description", "\"Their new prose.\"")
        .with(NAP + "/properties/id/example", "\"x\"");
    assertThat(project.runUpdate("1.42", "--check").exitCode()).isZero();
  }

  @Test
  void check_whenAnElementThatIsKeptInJavaDisappears_isCompatible() {
    project.without(NAP + "/properties/it").with(LIST + "/parameters", "[]");
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("3 differences: 0 breaking, 0 need action, 3 compatible");
  }

  @Test
  void check_whenAParameterIsAdded_isBreakingBecauseItsMethodChanges() {
    ((ArrayNode) project.export().at(LIST + "/parameters"))
        .add(
            TestProject.json(
                "{\"name\": \"more\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}"));
    assertThat(project.runUpdate("1.42", "--check").out()).contains("1 difference: 1 breaking");
  }

  @Test
  void check_whenAPropertyHasAnotherName_reportsIt() {
    project
        .without(NAP + "/properties/it")
        .with(NAP + "/properties/that", "{\"type\": \"integer\"}");
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("renamed: property `Nap.that`, Nap.it before, now Nap.that");
  }

  @Test
  void update_whenElementsAreRemoved_keepsThemDeprecated() {
    project
        .without(NAP + "/properties/it")
        .without(ONE)
        .with("/components/schemas/PublicMood/enum", "[\"good\"]")
        .with(LIST + "/parameters", "[]");
    assertThat(project.runUpdate("1.42").exitCode()).isZero();

    JsonNode it = project.described("/components/schemas/Nap/properties/it");
    assertThat(it.path("deprecated").asBoolean()).isTrue();
    assertThat(it.path("x-withdrawn-in").asText()).isEqualTo("1.42");
    assertThat(project.described(ONE + "/get/deprecated").asBoolean()).isTrue();
    assertThat(project.described("/components/schemas/Mood/enum")).hasSize(2);
    assertThat(project.described(LIST + "/parameters")).hasSize(2);
  }

  @Test
  void update_whenElementsHaveBeenRemoved_findsNoFurtherChange() {
    project.without(NAP + "/properties/it").without(ONE);
    project.runUpdate("1.42");
    assertThat(project.runUpdate("1.43", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenTheyReturn_removesTheMark() {
    JsonNode before = project.described("");
    JsonNode mood = project.export().at("/components/schemas/PublicMood/enum").deepCopy();
    JsonNode one = project.export().at(ONE).deepCopy();
    project
        .without(NAP + "/properties/it")
        .without(ONE)
        .with("/components/schemas/PublicMood/enum", "[\"good\"]");
    project.runUpdate("1.42");
    project
        .withProperty("{\"type\": \"integer\"}")
        .with(ONE, one.toString())
        .with("/components/schemas/PublicMood/enum", mood.toString());
    String report = project.runUpdate("1.43").out();

    assertThat(report)
        .contains("returned: property `Nap.it`, removed in 1.42")
        .contains("returned: operation `getNap`")
        .contains("returned: enum value `Mood bad`")
        .contains("0 breaking");
    assertThat(project.described("")).isEqualTo(before);
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  @Test
  void update_whenAnOperationReturnsAtAnotherPath_keepsOneOfIt() {
    JsonNode list = project.export().at(LIST).deepCopy();
    JsonNode one = project.export().at(ONE).deepCopy();
    project.without(LIST.replace("/get", "")).without(ONE);
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    project
        .with("/paths/~1v2~1usercollection~1rest~1nap", "{\"get\": " + list + "}")
        .with("/paths/~1v2~1usercollection~1rest~1nap~1{document_id}", one.toString());
    Outcome outcome = project.runUpdate("1.43");

    assertThat(outcome.exitCode()).isZero();
    assertThat(project.described("/paths").findValuesAsText("operationId"))
        .containsExactlyInAnyOrder("listNap", "getNap");
    assertThat(project.described("/paths")).hasSize(2);
    assertSettled("1.43");
  }

  @Test
  void update_whenAPropertyOnlyChangesCase_keepsTheNewOne() {
    project.without(NAP + "/properties/it").with(NAP + "/properties/IT", "{\"type\": \"integer\"}");
    Outcome outcome = project.runUpdate("1.42");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains(
            "withdrawn.yaml: /components/schemas/Nap/properties/it is no longer kept:"
                + " /components/schemas/Nap/properties/IT now has the same name in Java");
    assertThat(project.described("/components/schemas/Nap/properties").has("IT")).isTrue();
    assertThat(project.described("/components/schemas/Nap/properties").has("it")).isFalse();
    assertSettled("1.42");
  }

  @Test
  void update_whenAParameterReturnsElsewhere_keepsTheNewOne() {
    project.with(LIST + "/parameters", "[]");
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    project.with(
        LIST + "/parameters",
        "[{\"name\": \"next_token\", \"in\": \"header\", \"schema\": {\"type\": \"string\"}}]");
    Outcome outcome = project.runUpdate("1.43");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("changed: parameter `listNap(next_token)`, in: \"query\"");
    assertThat(project.described(LIST + "/parameters").findValuesAsText("in"))
        .containsExactly("query", "header");
    assertThat(project.file("overlay/withdrawn.yaml"))
        .content()
        .contains("start_date")
        .doesNotContain("next_token");
    assertSettled("1.43");
  }

  @Test
  void update_whenAModelIsDropped_keepsNothingThatRefersToIt() {
    project
        .with("/components/schemas/PublicPillow", "{\"type\": \"string\", \"enum\": [\"soft\"]}")
        .with(NAP + "/properties/on", "{\"$ref\": \"#/components/schemas/PublicPillow\"}");
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    project
        .without("/components/schemas/PublicPillow")
        .without(NAP + "/properties/on")
        .with(
            "/components/schemas/PILLOW",
            "{\"type\": \"object\", \"properties\": {\"feathers\": {\"type\": \"integer\"}}}")
        .with(NAP + "/properties/below", "{\"$ref\": \"#/components/schemas/PILLOW\"}");
    Outcome outcome = project.runUpdate("1.43");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("/components/schemas/Pillow is no longer kept")
        .contains("/components/schemas/Nap/properties/on is no longer kept")
        .contains("#/components/schemas/Pillow is no longer kept either");
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
    assertSettled("1.43");
  }

  /** Asserts that an import of the facts produces the same description without notices. */
  private void assertSettled(String number) {
    String written = TestProject.content(project.description());
    assertThat(project.runUpdate(number, "--check").exitCode()).isZero();
    Path again = folder.resolve("again.yaml");
    Outcome imported =
        TestProject.run(
            "import",
            project.file("src/test/resources/newest-export.facts.json").toString(),
            "--project",
            folder.toString(),
            "--out",
            again.toString());
    assertThat(again).hasContent(written);
    assertThat(imported.err()).doesNotContain("not kept");
  }

  @Test
  void import_whenAnEntryIsDeleted_dropsIt() {
    project.without(NAP + "/properties/it");
    project.runUpdate("1.42");
    TestProject.write(project.file("overlay/withdrawn.yaml"), "withdrawn: []\n");
    project.runImport();
    assertThat(project.described("/components/schemas/Nap/properties").has("it")).isFalse();
    assertThat(project.runUpdate("1.43", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenDescriptionsAndCorrectionsMatchNothing_reportsThem() {
    project
        .descriptions(
            "actions: [{target: $.components.schemas.Yawn, update: {description: Long.}}]")
        .corrections(
            "actions: [{target: $.components.schemas.Yawn, description: Why., update: {deprecated: true}}]")
        .names(
            """
            schemas: {PublicNap: Nap, PublicMood: Mood, PublicYawn: Yawn}
            aliases: {ISODate: date}
            groups: {/v2/usercollection/: UserCollection}
            leftOut: [/v2/sandbox/]
            """);
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("## Overlay entries that match nothing")
        .contains("- descriptions.yaml: $.components.schemas.Yawn matches nothing")
        .contains("- corrections.yaml: $.components.schemas.Yawn matches nothing")
        .contains("- names.yaml: PublicYawn: Yawn matches nothing");
  }

  @Test
  void update_whenTheExportMakesACorrectionItself_reportsIt() {
    project.corrections(
        """
        actions:
        - target: $.components.schemas.Nap.properties.it
          description: Oura counts in milliseconds.
          update: {format: int64}
        """);
    project.withProperty("{\"type\": \"integer\", \"format\": \"int64\"}");
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("## Corrections that are no longer needed")
        .contains("$.components.schemas.Nap.properties.it is no longer needed");
  }

  @Test
  void update_whenACorrectedElementIsRetired_keepsTheCorrection() {
    project.corrections(
        """
        actions:
        - target: $.components.schemas.Nap.properties.it
          description: Oura counts in milliseconds.
          update: {format: int64}
        """);
    project.runImport();
    project.without(NAP + "/properties/it");
    assertThat(project.runUpdate("1.42").out())
        .contains("removed: property `Nap.it`")
        .doesNotContain("no longer needed")
        .doesNotContain("matches nothing");
    assertThat(project.described("/components/schemas/Nap/properties/it/format").asText())
        .isEqualTo("int64");
  }

  @Test
  void update_whenItWritesFiles_saysTheSameInBoth() {
    project.with(NAP + "/properties/more", "{\"type\": \"string\"}");
    Outcome outcome =
        project.runUpdate(
            "1.42",
            "--report",
            folder.resolve("report.md").toString(),
            "--json",
            folder.resolve("report.json").toString());
    assertThat(folder.resolve("report.md")).hasContent(outcome.out());
    JsonNode json = TestProject.json(TestProject.content(folder.resolve("report.json")));
    assertThat(json.at("/changes/0/effect").asText()).isEqualTo("action_needed");
    assertThat(json.at("/changes/0/name").asText()).isEqualTo("Nap.more");
    assertThat(json.path("export").asText()).isEqualTo("1.42");
  }

  @Test
  void update_whenDone_keepsTheFactsForTheTests() {
    project.with(
        NAP + "/properties/more", "{\"type\": \"string\", \"description\": \"Their prose.\"}");
    project.runUpdate("1.42");
    assertThat(project.file("src/test/resources/newest-export.facts.json"))
        .content()
        .contains("\"more\"")
        .doesNotContain("Their");
  }

  @Test
  void update_whenSecuritySchemesAreInvalid_usesOurs() {
    project.corrections(
        """
        actions:
        - target: $.components.securitySchemes
          description: Exports have lacked them.
          x-only-missing: true
          update: {OAuth2: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://example.org/authorize',
            tokenUrl: 'https://example.org/token', scopes: {daily: ''}}}}}
        """);
    project.with(
        "/components/securitySchemes/OAuth2/flows/authorizationCode/tokenUrl",
        "\"https://api.None/token\"");
    Outcome outcome = project.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("/components/securitySchemes/OAuth2: is invalid");
  }

  @Test
  void check_whenOnlyOurFilesHaveChanged_isTheSame() {
    updateAndKeepTheFacts();
    removeIt();
    assertThat(project.runUpdate("1.43", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenOnlyOurFilesHaveChanged_retiresNothingAndMakesWhatTheImportMakes() {
    updateAndKeepTheFacts();
    removeIt();
    assertThat(project.runUpdate("1.43").out()).contains("Nothing: the same facts as before.");
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
    assertThat(project.described("/components/schemas/Nap/properties").has("it")).isFalse();
  }

  @Test
  void update_whenOurFilesHaveChangedToo_reportsOnlyWhatTheExportChanges() {
    updateAndKeepTheFacts();
    removeIt();
    project.without(NAP + "/properties/mood");
    assertThat(project.runUpdate("1.43").out())
        .contains("2 differences")
        .contains("removed: property `Nap.mood`")
        .contains("removed: model `Mood`");
  }

  @Test
  void update_whenAQuestionWasAnsweredByHand_recognizesTheSchema() {
    updateAndKeepTheFacts();
    JsonNode nap = project.export().at(NAP).deepCopy();
    project
        .without(NAP)
        .without("/components/schemas/MultiDocumentResponse_PublicNap_")
        .with("/components/schemas/Snooze", nap.toString());
    String export = project.export().toString().replace("PublicNap", "Snooze");
    project.with("/paths", TestProject.json(export).get("paths").toString());
    project.with(
        "/components/schemas/MultiDocumentResponse_Snooze_",
        """
        {"type": "object", "required": ["next_token", "data"], "properties": {
          "next_token": {"type": ["string", "null"]},
          "data": {"type": "array", "items": {"$ref": "#/components/schemas/Snooze"}}}}
        """);
    project.names(
        """
        schemas: {Snooze: Nap, PublicMood: Mood}
        aliases: {ISODate: date}
        groups: {/v2/usercollection/: UserCollection}
        leftOut: [/v2/sandbox/]
        """);
    assertThat(project.runUpdate("1.43", "--check").out())
        .contains("Nothing: the same facts as before.");
  }

  /** Writes the facts of the export into the project, as an update does. */
  private void updateAndKeepTheFacts() {
    project.with("/info/version", "\"2.1\"");
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    assertThat(project.file("src/test/resources/newest-export.facts.json")).exists();
  }

  private void removeIt() {
    project.corrections(
        """
        actions:
        - target: $.components.schemas.Nap.properties.it
          description: The API never sends it.
          remove: true
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "'None'",
        "{'OAuth2': null}",
        "{'OAuth2': 'None'}",
        "{'OAuth2': {'type': 'oauth2', 'flows': null}}",
        "{'OAuth2': {'type': 'oauth2', 'flows': {'authorizationCode': null}}}",
        "{'OAuth2': {'type': 'oauth2', 'flows': {'authorizationCode': {'scopes': null}}}}",
        "{'OAuth2': {'type': 'oauth2', 'flows': {'authorizationCode': {'scopes': ['daily']}}}}",
      })
  void check_whenSecuritySchemesAreMalformed_usesOurs(String schemes) {
    project.corrections(OUR_SECURITY);
    project.runImport();
    project.with("/components/securitySchemes", schemes.replace('\'', '"'));
    Outcome outcome = project.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("- /components/securitySchemes", ": is invalid; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "'None'", "{}", "[null]", "[{'OAuth2': null}]", "[{'OAuth2': [1]}]"})
  void check_whenTheSecurityOfAnOperationIsMalformed_usesOurs(String security) {
    project.corrections(OUR_SECURITY);
    project.runImport();
    project.with(LIST + "/security", security.replace('\'', '"'));
    Outcome outcome = project.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("- " + LIST + "/security: is invalid; ");
  }

  @Test
  void check_whenNoOperationNamesSecurity_usesOurs() {
    project.corrections(OUR_SECURITY);
    project.runImport();
    project.without(LIST + "/security");
    assertThat(project.runUpdate("1.42", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenANewDataTypeHasNoScope_reportsItAndWritesNothing() {
    project.runUpdate("1.42");
    String before = TestProject.content(project.description());
    project
        .withDataType("doze", "PublicDoze", "{\"type\": \"string\"}")
        .without("/paths/~1v2~1usercollection~1doze/get/security");

    Outcome outcome = project.runUpdate("1.43");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("## Data types without a scope", "data type 'doze'");
    assertThat(outcome.err())
        .startsWith("nothing was written; add these scopes first:")
        .contains("data type 'doze' names no scope");
    assertThat(project.description()).hasContent(before);
    assertThat(project.runUpdate("1.43", "--check").exitCode()).isEqualTo(2);

    project.corrections(
        """
        actions:
        - target: $.paths['/v2/usercollection/doze'].get
          description: The export names no scope.
          update: {security: [{OAuth2: [daily]}]}
        """);
    assertThat(project.runUpdate("1.43").exitCode()).isZero();
    assertThat(project.described("/paths/~1v2~1usercollection~1doze/get/x-data-type/scope"))
        .isEqualTo(TestProject.json("\"daily\""));
  }

  @Test
  void update_whenADataTypeIsNew_listsTheStepsForIt() {
    project.withDataType("doze", "PublicDoze", "{\"type\": \"string\"}");
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("## Steps for data type `doze`")
        .contains("overlay/names.yaml", "overlay/corrections.yaml", "overlay/descriptions.yaml")
        .contains("OuraClient.java: an accessor `DatedDocuments<Doze> doze()`");
  }

  @Test
  void update_whenADataTypeIsRemoved_keepsThatTheSandboxHasIt() {
    project.runUpdate("1.42");
    project
        .without("/paths/~1v2~1usercollection~1nap")
        .without("/paths/~1v2~1usercollection~1nap~1{document_id}")
        .without("/paths/~1v2~1sandbox~1usercollection~1nap");
    assertThat(project.runUpdate("1.43").exitCode()).isZero();
    assertThat(project.described(LIST + "/x-in-sandbox").booleanValue()).isTrue();
    assertThat(project.described(LIST + "/x-data-type/constant").asText()).isEqualTo("NAP");
  }

  @Test
  void update_whenOneFileCannotBeWritten_writesNone() throws Exception {
    String before = TestProject.content(project.description());
    Files.delete(project.file("src/test/resources/.keep"));
    Files.delete(project.file("src/test/resources"));
    project.without(NAP + "/properties/it");
    Outcome outcome = project.runUpdate("1.42");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("newest-export.facts.json: cannot be written");
    assertThat(project.description()).hasContent(before);
    assertThat(project.file("overlay/withdrawn.yaml")).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    assertThat(folder.resolve("overlay")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void update_whenComponentsAreNamedAsProseIs_keepsFactsThatCanBeImported() {
    project
        .with(
            "/components/parameters",
            """
            {"x-trace": {"name": "x-trace", "in": "header", "schema": {"type": "string"}},
             "tags": {"name": "tags", "in": "query", "schema": {"type": "string"}}}
            """)
        .with("/components/requestBodies", "{\"title\": {\"content\": {}}}")
        .with(
            LIST + "/parameters",
            """
            [{"$ref": "#/components/parameters/x-trace"}, {"$ref": "#/components/parameters/tags"}]
            """)
        .with(LIST + "/requestBody", "{\"$ref\": \"#/components/requestBodies/title\"}");
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    assertSettled("1.42");
  }

  @ParameterizedTest
  @CsvSource({
    "openapi-1.44.json, 1.44",
    "oura-openapi-1.44.json, 1.44",
    "openapi-1.44.facts.json, 1.44",
    "openapi-1.44 (2).json, 1.44",
    "openapi-1.44-2026.10.03.json, 1.44",
    "export 2026.10.03 v1.44.json, 1.44",
    "oura_1.44.1.json, 1.44.1",
  })
  void check_whenTheFileNameContainsTheNumber_usesIt(String name, String number) {
    Outcome outcome = check(name);
    assertThat(outcome.out()).startsWith("# What export " + number + " changes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi.json", "export.json", "openapi-2.json"})
  void check_whenTheFileNameContainsNoNumber_saysHowToNameIt(String name) {
    Outcome outcome = check(name);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(name + ": ", "rename the file to openapi-1.NN.json");
  }

  private Outcome check(String name) {
    Path file = folder.resolve(name);
    TestProject.write(file, project.export().toString());
    return TestProject.run("update", file.toString(), "--check", "--project", folder.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{paths: {/a: {get: {operationId: a}}}, components: {schemas: {}}}",
        "{paths: {/a: foo}, components: {schemas: {}}}",
        "{paths: {}, components: {schemas: {Nap: {properties: {a: 5}}}}}",
      })
  void check_whenTheOldDescriptionIsMalformed_namesItAndTheLocation(String yaml) {
    TestProject.write(project.description(), yaml);
    Outcome outcome = project.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("oura-v2.yaml: /").contains("expected here");
  }
}
