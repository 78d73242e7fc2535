// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** One command tells what a new export means and takes the project there. */
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
        update: {security: [{OAuth2: []}]}
      """;

  @TempDir Path folder;
  private TestProject workbench;

  @BeforeEach
  void aProjectWithADescription() {
    workbench = new TestProject(folder);
    workbench.withProperty("{\"type\": \"integer\"}");
    assertThat(workbench.runImport().exitCode()).isZero();
  }

  @Test
  void check_whenTheExportSaysTheSame_endsWithZero() {
    Outcome outcome = workbench.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Nothing: the same facts as before.");
  }

  @Test
  void check_whenTheExportDiffers_endsWithTwoAndWritesNothing() {
    String before = TestProject.content(workbench.description());
    workbench.with(NAP + "/properties/more", "{\"type\": \"string\"}");
    assertThat(workbench.runUpdate("1.42", "--check").exitCode()).isEqualTo(2);
    assertThat(workbench.description()).hasContent(before);
    assertThat(workbench.file("overlay/withdrawn.yaml")).doesNotExist();
  }

  @Test
  void check_whenTheExportIsRefused_endsWithOne() {
    workbench.without("/paths");
    assertThat(workbench.runUpdate("1.42", "--check").exitCode()).isEqualTo(1);
  }

  @Test
  void update_whenThereIsNoDescriptionYet_saysWhatToDo() throws Exception {
    Files.writeString(workbench.description(), "{}");
    assertThat(workbench.runUpdate("1.42").err()).contains("`import` makes the first one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        NAP
            + "/properties/more | {'type': 'string'} | needs a word | added: property `Nap.more`, string. Describe it in"
            + " overlay/descriptions.yaml: $.components.schemas.Nap.properties.more",
        NAP
            + "/properties/it | {'type': 'number'} | would break users | retyped: property `Nap.it`, integer before, now number",
        NAP
            + "/properties/it | {'type': 'string', 'format': 'date'} | would break users"
            + " | retyped: property `Nap.it`, integer before, now string(date)",
        NAP
            + "/properties/it | {'type': ['integer', 'null']} | compatible | changed: property `Nap.it`",
        NAP
            + "/properties/it | {'type': 'integer', 'deprecated': true} | compatible | deprecated: true",
        NAP
            + "/required | ['id'] | compatible | changed: property `Nap.day`, required: true before, now required: false",
        "/components/schemas/PublicMood/enum | ['bad', 'good', 'fair'] | compatible | added: enum value `Mood fair`",
        LIST
            + "/security | [{'OAuth2': ['daily']}] | would break users | changed: security of `listNap`",
        "/components/securitySchemes/OAuth2/flows/authorizationCode/tokenUrl | 'https://example.org/other'"
            + " | would break users | changed: security scheme `OAuth2`",
        "/components/securitySchemes/OAuth2/flows/authorizationCode/scopes | {'nap': ''}"
            + " | would break users | gone: scope `daily`",
        "/components/securitySchemes/OAuth2/flows/authorizationCode/scopes | {'nap': '', 'daily': ''}"
            + " | needs a word | added: scope `nap`",
        LIST
            + "/responses/429 | {'description': 'Their answer'} | needs a word | added: answer `listNap 429`",
        LIST
            + "/parameters/0/required | true | would break users | changed: parameter `listNap(next_token)`",
        LIST
            + "/parameters/0/schema | {'type': 'integer'} | would break users"
            + " | retyped: parameter `listNap(next_token)`, string before, now integer",
        "/info/version | '3.0' | compatible | changed: version `of the API`",
        "/paths/~1v2~1usercollection~1nap~1{document_id}/delete | {'parameters': [{'name': 'document_id', 'in': 'path', 'required': true,"
            + " 'schema': {'type': 'string'}}], 'responses': {'204': {}}}"
            + " | needs a word | added: operation `deleteNap`",
        "/paths/~1v2~1usercollection~1yawn | {'get': {'responses': {'200': {}}}}"
            + " | needs a word | added: data type `yawn`. Give it an accessor in OuraClient and ConnectedClient",
      })
  void check_whenThisChanges_saysThat(String place, String json, String effect, String line) {
    workbench.with(place, json.replace('\'', '"'));
    String report = workbench.runUpdate("1.42", "--check").out();
    String section = report.replaceFirst("(?s).*\n## (?i)" + effect + "\n", "");
    assertThat(section).isNotEqualTo(report).contains(line);
  }

  @Test
  void check_whenOrderAndProseDiffer_isTheSame() {
    workbench
        .with("/components/schemas/PublicMood/enum", "[\"bad\", \"good\"]")
        .with(NAP + "/description", "\"Their new prose.\"")
        .with(NAP + "/properties/id/example", "\"x\"");
    assertThat(workbench.runUpdate("1.42", "--check").exitCode()).isZero();
  }

  @Test
  void check_whenAPropertyIsCalledOtherwise_saysSo() {
    workbench
        .without(NAP + "/properties/it")
        .with(NAP + "/properties/that", "{\"type\": \"integer\"}");
    assertThat(workbench.runUpdate("1.42", "--check").out())
        .contains("renamed: property `Nap.that`, Nap.it before, now Nap.that");
  }

  @Test
  void update_whenThingsGo_keepsThemDeprecated() {
    workbench
        .without(NAP + "/properties/it")
        .without(ONE)
        .with("/components/schemas/PublicMood/enum", "[\"good\"]")
        .with(LIST + "/parameters", "[]");
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();

    JsonNode it = workbench.described("/components/schemas/Nap/properties/it");
    assertThat(it.path("deprecated").asBoolean()).isTrue();
    assertThat(it.path("x-withdrawn-in").asText()).isEqualTo("1.42");
    assertThat(workbench.described(ONE + "/get/deprecated").asBoolean()).isTrue();
    assertThat(workbench.described("/components/schemas/Mood/enum")).hasSize(2);
    assertThat(workbench.described(LIST + "/parameters")).hasSize(2);
  }

  @Test
  void update_whenThingsHaveGone_findsNoMoreDifference() {
    workbench.without(NAP + "/properties/it").without(ONE);
    workbench.runUpdate("1.42");
    assertThat(workbench.runUpdate("1.43", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenTheyComeBack_takesTheMarkAway() {
    JsonNode before = workbench.described("");
    JsonNode mood = workbench.export().at("/components/schemas/PublicMood/enum").deepCopy();
    JsonNode one = workbench.export().at(ONE).deepCopy();
    workbench
        .without(NAP + "/properties/it")
        .without(ONE)
        .with("/components/schemas/PublicMood/enum", "[\"good\"]");
    workbench.runUpdate("1.42");
    workbench
        .withProperty("{\"type\": \"integer\"}")
        .with(ONE, one.toString())
        .with("/components/schemas/PublicMood/enum", mood.toString());
    String report = workbench.runUpdate("1.43").out();

    assertThat(report)
        .contains("returned: property `Nap.it`, withdrawn in 1.42")
        .contains("returned: operation `getNap`")
        .contains("returned: enum value `Mood bad`")
        .contains("0 would break users");
    assertThat(workbench.described("")).isEqualTo(before);
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  @Test
  void update_whenAnOperationReturnsAtAnotherPath_keepsOneOfIt() {
    JsonNode list = workbench.export().at(LIST).deepCopy();
    JsonNode one = workbench.export().at(ONE).deepCopy();
    workbench.without(LIST.replace("/get", "")).without(ONE);
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
    workbench
        .with("/paths/~1v2~1usercollection~1rest~1nap", "{\"get\": " + list + "}")
        .with("/paths/~1v2~1usercollection~1rest~1nap~1{document_id}", one.toString());
    Outcome outcome = workbench.runUpdate("1.43");

    assertThat(outcome.exitCode()).isZero();
    assertThat(workbench.described("/paths").findValuesAsText("operationId"))
        .containsExactlyInAnyOrder("listNap", "getNap");
    assertThat(workbench.described("/paths")).hasSize(2);
    assertSettled("1.43");
  }

  @Test
  void update_whenAPropertyOnlyChangesItsWriting_keepsTheNewOne() {
    workbench
        .without(NAP + "/properties/it")
        .with(NAP + "/properties/IT", "{\"type\": \"integer\"}");
    Outcome outcome = workbench.runUpdate("1.42");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains(
            "withdrawn.yaml: /components/schemas/Nap/properties/it is not kept any more:"
                + " /components/schemas/Nap/properties/IT has the same name in Java now");
    assertThat(workbench.described("/components/schemas/Nap/properties").has("IT")).isTrue();
    assertThat(workbench.described("/components/schemas/Nap/properties").has("it")).isFalse();
    assertSettled("1.42");
  }

  @Test
  void update_whenAParameterReturnsElsewhere_keepsTheNewOne() {
    workbench.with(LIST + "/parameters", "[]");
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
    workbench.with(
        LIST + "/parameters",
        "[{\"name\": \"next_token\", \"in\": \"header\", \"schema\": {\"type\": \"string\"}}]");
    Outcome outcome = workbench.runUpdate("1.43");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("changed: parameter `listNap(next_token)`, in: \"query\"");
    assertThat(workbench.described(LIST + "/parameters").findValuesAsText("in"))
        .containsExactly("query", "header");
    assertThat(workbench.file("overlay/withdrawn.yaml"))
        .content()
        .contains("start_date")
        .doesNotContain("next_token");
    assertSettled("1.43");
  }

  @Test
  void update_whenAModelGivesWay_keepsNothingThatRefersToIt() {
    workbench
        .with("/components/schemas/PublicPillow", "{\"type\": \"string\", \"enum\": [\"soft\"]}")
        .with(NAP + "/properties/on", "{\"$ref\": \"#/components/schemas/PublicPillow\"}");
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
    workbench
        .without("/components/schemas/PublicPillow")
        .without(NAP + "/properties/on")
        .with(
            "/components/schemas/PILLOW",
            "{\"type\": \"object\", \"properties\": {\"feathers\": {\"type\": \"integer\"}}}")
        .with(NAP + "/properties/below", "{\"$ref\": \"#/components/schemas/PILLOW\"}");
    Outcome outcome = workbench.runUpdate("1.43");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("/components/schemas/Pillow is not kept any more")
        .contains("/components/schemas/Nap/properties/on is not kept any more")
        .contains("#/components/schemas/Pillow is not kept either");
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
    assertSettled("1.43");
  }

  /** The facts make the description again, and there is nothing more to tell about names. */
  private void assertSettled(String number) {
    String written = TestProject.content(workbench.description());
    assertThat(workbench.runUpdate(number, "--check").exitCode()).isZero();
    Path again = folder.resolve("again.yaml");
    Outcome imported =
        TestProject.run(
            "import",
            workbench.file("src/test/resources/newest-export.facts.json").toString(),
            "--project",
            folder.toString(),
            "--out",
            again.toString());
    assertThat(again).hasContent(written);
    assertThat(imported.err()).doesNotContain("not kept");
  }

  @Test
  void import_whenAnEntryIsDeleted_letsItGo() {
    workbench.without(NAP + "/properties/it");
    workbench.runUpdate("1.42");
    TestProject.write(workbench.file("overlay/withdrawn.yaml"), "withdrawn: []\n");
    workbench.runImport();
    assertThat(workbench.described("/components/schemas/Nap/properties").has("it")).isFalse();
    assertThat(workbench.runUpdate("1.43", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenWordsAndCorrectionsLoseTheirPlace_reportsThem() {
    workbench
        .words("actions: [{target: $.components.schemas.Yawn, update: {description: Long.}}]")
        .corrections(
            "actions: [{target: $.components.schemas.Yawn, description: Why., update: {deprecated: true}}]")
        .names(
            """
            schemas: {PublicNap: Nap, PublicMood: Mood, PublicYawn: Yawn}
            aliases: {ISODate: date}
            groups: {/v2/usercollection/: UserCollection}
            leftOut: [/v2/sandbox/]
            """);
    assertThat(workbench.runUpdate("1.42", "--check").out())
        .contains("## Ours that finds no place")
        .contains("- descriptions.yaml: $.components.schemas.Yawn finds no place")
        .contains("- corrections.yaml: $.components.schemas.Yawn finds no place")
        .contains("- names.yaml: PublicYawn: Yawn finds no place");
  }

  @Test
  void update_whenTheExportMakesACorrectionItself_reportsIt() {
    workbench.corrections(
        """
        actions:
        - target: $.components.schemas.Nap.properties.it
          description: Oura counts in milliseconds.
          update: {format: int64}
        """);
    workbench.withProperty("{\"type\": \"integer\", \"format\": \"int64\"}");
    assertThat(workbench.runUpdate("1.42", "--check").out())
        .contains("## Ours that is no longer needed")
        .contains("$.components.schemas.Nap.properties.it is no longer needed");
  }

  @Test
  void update_whenWhatWasCorrectedIsWithdrawn_keepsTheCorrection() {
    workbench.corrections(
        """
        actions:
        - target: $.components.schemas.Nap.properties.it
          description: Oura counts in milliseconds.
          update: {format: int64}
        """);
    workbench.runImport();
    workbench.without(NAP + "/properties/it");
    assertThat(workbench.runUpdate("1.42").out())
        .contains("gone: property `Nap.it`")
        .doesNotContain("no longer needed")
        .doesNotContain("finds no place");
    assertThat(workbench.described("/components/schemas/Nap/properties/it/format").asText())
        .isEqualTo("int64");
  }

  @Test
  void update_whenItWritesFiles_saysTheSameInBoth() {
    workbench.with(NAP + "/properties/more", "{\"type\": \"string\"}");
    Outcome outcome =
        workbench.runUpdate(
            "1.42",
            "--report",
            folder.resolve("report.md").toString(),
            "--json",
            folder.resolve("report.json").toString());
    assertThat(folder.resolve("report.md")).hasContent(outcome.out());
    JsonNode json = TestProject.json(TestProject.content(folder.resolve("report.json")));
    assertThat(json.at("/changes/0/effect").asText()).isEqualTo("needs_a_word");
    assertThat(json.at("/changes/0/name").asText()).isEqualTo("Nap.more");
    assertThat(json.path("export").asText()).isEqualTo("1.42");
  }

  @Test
  void update_whenDone_keepsTheFactsForTheTests() {
    workbench.with(
        NAP + "/properties/more", "{\"type\": \"string\", \"description\": \"Their prose.\"}");
    workbench.runUpdate("1.42");
    assertThat(workbench.file("src/test/resources/newest-export.facts.json"))
        .content()
        .contains("\"more\"")
        .doesNotContain("Their");
  }

  @Test
  void update_whenSecuritySchemesAreNonsense_takesOurs() {
    workbench.corrections(
        """
        actions:
        - target: $.components.securitySchemes
          description: Exports have lacked them.
          x-only-missing: true
          update: {OAuth2: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://example.org/authorize',
            tokenUrl: 'https://example.org/token', scopes: {daily: ''}}}}}
        """);
    workbench.with(
        "/components/securitySchemes/OAuth2/flows/authorizationCode/tokenUrl",
        "\"https://api.None/token\"");
    Outcome outcome = workbench.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("/components/securitySchemes/OAuth2: makes no sense");
  }

  @Test
  void check_whenOnlyOursHasChanged_isTheSame() {
    keptTheFacts();
    removeIt();
    assertThat(workbench.runUpdate("1.43", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenOnlyOursHasChanged_recordsNothingAndMakesWhatTheImportMakes() {
    keptTheFacts();
    removeIt();
    assertThat(workbench.runUpdate("1.43").out()).contains("Nothing: the same facts as before.");
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
    assertThat(workbench.described("/components/schemas/Nap/properties").has("it")).isFalse();
  }

  @Test
  void update_whenOursHasChangedToo_tellsOnlyWhatTheExportChanges() {
    keptTheFacts();
    removeIt();
    workbench.without(NAP + "/properties/mood");
    assertThat(workbench.runUpdate("1.43").out())
        .contains("2 differences")
        .contains("gone: property `Nap.mood`")
        .contains("gone: model `Mood`");
  }

  @Test
  void update_whenAQuestionWasAnsweredByHand_seesTheSameSchema() {
    keptTheFacts();
    JsonNode nap = workbench.export().at(NAP).deepCopy();
    workbench
        .without(NAP)
        .without("/components/schemas/MultiDocumentResponse_PublicNap_")
        .with("/components/schemas/Snooze", nap.toString());
    String export = workbench.export().toString().replace("PublicNap", "Snooze");
    workbench.with("/paths", TestProject.json(export).get("paths").toString());
    workbench.with(
        "/components/schemas/MultiDocumentResponse_Snooze_",
        """
        {"type": "object", "required": ["next_token", "data"], "properties": {
          "next_token": {"type": ["string", "null"]},
          "data": {"type": "array", "items": {"$ref": "#/components/schemas/Snooze"}}}}
        """);
    workbench.names(
        """
        schemas: {Snooze: Nap, PublicMood: Mood}
        aliases: {ISODate: date}
        groups: {/v2/usercollection/: UserCollection}
        leftOut: [/v2/sandbox/]
        """);
    assertThat(workbench.runUpdate("1.43", "--check").out())
        .contains("Nothing: the same facts as before.");
  }

  /** Has the facts of the export beside the description, as after an update. */
  private void keptTheFacts() {
    workbench.with("/info/version", "\"2.1\"");
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
    assertThat(workbench.file("src/test/resources/newest-export.facts.json")).exists();
  }

  private void removeIt() {
    workbench.corrections(
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
  void check_whenSecuritySchemesHaveNoForm_takesOurs(String schemes) {
    workbench.corrections(OUR_SECURITY);
    workbench.runImport();
    workbench.with("/components/securitySchemes", schemes.replace('\'', '"'));
    Outcome outcome = workbench.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("- /components/securitySchemes", ": makes no sense; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "'None'", "{}", "[null]", "[{'OAuth2': null}]", "[{'OAuth2': [1]}]"})
  void check_whenTheSecurityOfAnOperationHasNoForm_takesOurs(String security) {
    workbench.corrections(OUR_SECURITY);
    workbench.runImport();
    workbench.with(LIST + "/security", security.replace('\'', '"'));
    Outcome outcome = workbench.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("- " + LIST + "/security: makes no sense; ");
  }

  @Test
  void check_whenNoOperationNamesSecurity_takesOurs() {
    workbench.corrections(OUR_SECURITY);
    workbench.runImport();
    workbench.without(LIST + "/security");
    assertThat(workbench.runUpdate("1.42", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenOneFileCannotBeWritten_writesNone() throws Exception {
    String before = TestProject.content(workbench.description());
    Files.delete(workbench.file("src/test/resources/.keep"));
    Files.delete(workbench.file("src/test/resources"));
    workbench.without(NAP + "/properties/it");
    Outcome outcome = workbench.runUpdate("1.42");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("newest-export.facts.json: cannot be written");
    assertThat(workbench.description()).hasContent(before);
    assertThat(workbench.file("overlay/withdrawn.yaml")).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    assertThat(folder.resolve("overlay")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void update_whenComponentsAreNamedAsProseIs_keepsFactsThatCanBeImported() {
    workbench
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
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
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
  void check_whenTheFileNameTellsTheNumber_takesIt(String name, String number) {
    Outcome outcome = check(name);
    assertThat(outcome.out()).startsWith("# What export " + number + " changes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi.json", "export.json", "openapi-2.json"})
  void check_whenTheFileNameTellsNoNumber_saysWhatToCallIt(String name) {
    Outcome outcome = check(name);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(name + ": ", "call the file openapi-1.NN.json");
  }

  private Outcome check(String name) {
    Path file = folder.resolve(name);
    TestProject.write(file, workbench.export().toString());
    return TestProject.run("update", file.toString(), "--check", "--project", folder.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{paths: {/a: {get: {operationId: a}}}, components: {schemas: {}}}",
        "{paths: {/a: foo}, components: {schemas: {}}}",
        "{paths: {}, components: {schemas: {Nap: {properties: {a: 5}}}}}",
      })
  void check_whenTheOldDescriptionIsMisshapen_namesItAndThePlace(String yaml) {
    TestProject.write(workbench.description(), yaml);
    Outcome outcome = workbench.runUpdate("1.42", "--check");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("oura-v2.yaml: /").contains("expected here");
  }
}
