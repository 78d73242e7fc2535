// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input ends with a message that names the place, exit code 1 and the old description as it
 * was.
 */
class RejectedInputTest {
  private static final String OLD = "the old description\n";

  @TempDir Path folder;
  private TestProject workbench;

  @BeforeEach
  void anOldDescription() {
    workbench = new TestProject(folder);
    TestProject.write(workbench.description(), OLD);
  }

  @Test
  void import_whenExportIsCutOff_saysWhere() {
    String text = workbench.export().toPrettyString();
    assertRefused(
        workbench.importText(text.substring(0, text.length() / 2)),
        "export.json: is cut off",
        "line ",
        "column ");
  }

  @Test
  void import_whereverExportIsCutOff_isRefused() {
    String text = workbench.export().toString();
    for (int length = 1; length < text.length(); length += 7) {
      assertRefused(workbench.importText(text.substring(0, length)), "export.json: is ");
    }
  }

  @Test
  void import_whenExportIsEmpty_isRefused() {
    assertRefused(workbench.importText(""), "export.json: is empty");
  }

  @Test
  void import_whenExportIsNotJson_saysWhere() {
    assertRefused(
        workbench.importText("{\n  <html>"), "export.json: is not JSON (line 2, column 3)");
  }

  @Test
  void import_whenExportIsNotJson_doesNotQuoteIt() {
    assertThat(workbench.importText("{ confidential }").err()).doesNotContain("confidential");
  }

  @Test
  void import_whenSomethingFollowsTheExport_isRefused() {
    assertRefused(
        workbench.importText(workbench.export() + "{}"), "export.json: is not JSON (line 1");
  }

  @Test
  void import_whenAKeyStandsTwice_isRefused() {
    assertRefused(
        workbench.importText("{\"openapi\": \"3.1.0\", \"openapi\": \"3.1.0\"}"),
        "names one key twice",
        "line 1");
  }

  @Test
  void import_whenExportIsNotUtf8_isRefused() throws IOException {
    Path file = folder.resolve("latin.json");
    Files.write(file, new byte[] {'"', (byte) 0xE4, '"'});
    assertRefused(
        TestProject.run("import", file.toString(), "--project", folder.toString()),
        "latin.json: is not UTF-8");
  }

  @Test
  void import_whenNestedEndlessly_isRefused() {
    assertRefused(workbench.importText("[".repeat(100_000)), "nested too deeply");
  }

  @Test
  void import_whenJsonIsNotOpenApi_isRefused() {
    assertRefused(
        workbench.importText("{\"swagger\": \"2.0\"}"),
        "/openapi: this is not an OpenAPI 3 document");
  }

  @Test
  void import_whenPathsAreMissing_namesThem() {
    workbench.without("/paths");
    assertRefused(workbench.runImport(), "/paths: an object is expected here");
  }

  @Test
  void import_whenSchemasAreMissing_namesThem() {
    workbench.without("/components/schemas");
    assertRefused(workbench.runImport(), "/components/schemas: an object is expected here");
  }

  @Test
  void import_whenAKeywordIsUnknown_namesThePlace() {
    workbench.withProperty("{\"type\": \"object\", \"patternProperties\": {}}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/PublicNap/properties/it: 'patternProperties' is not understood in a schema; ");
  }

  @Test
  void import_whenAnOperationHasAnUnknownPart_namesThePlace() {
    workbench.with("/paths/~1v2~1usercollection~1nap/get/callbacks", "{}");
    assertRefused(
        workbench.runImport(),
        "/paths/~1v2~1usercollection~1nap/get: 'callbacks' is not understood in an operation");
  }

  @Test
  void import_whenATypeIsUnknown_namesThePlace() {
    workbench.withProperty("{\"type\": \"float\"}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/PublicNap/properties/it/type: 'float' is not a type");
  }

  @Test
  void import_whenAlternativesAreDifferentObjects_namesThePlace() {
    workbench.withProperty(
        "{\"anyOf\": [{\"$ref\": \"#/components/schemas/PublicNap\"}, {\"$ref\": \"#/components/schemas/PublicMood\"}]}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/PublicNap/properties/it/anyOf: these alternatives");
  }

  @Test
  void import_whenSeveralSchemasAreCombined_namesThePlace() {
    workbench.withProperty(
        "{\"allOf\": [{\"type\": \"string\"}, {\"$ref\": \"#/components/schemas/PublicNap\"}]}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/PublicNap/properties/it/allOf/0: 'allOf' of anything but one");
  }

  @Test
  void import_whenAReferenceLeadsNowhere_namesThePlace() {
    workbench.withProperty("{\"$ref\": \"#/components/schemas/Gone\"}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/PublicNap/properties/it/$ref: '#/components/schemas/Gone' leads nowhere");
  }

  @Test
  void import_whenAReferenceLeadsOut_namesThePlace() {
    workbench.withProperty("{\"$ref\": \"https://example.org/schema.json\"}");
    assertRefused(
        workbench.runImport(),
        "properties/it/$ref: 'https://example.org/schema.json' leads out of the document");
  }

  @Test
  void import_whenAListHoldsItself_isRefused() {
    workbench
        .with(
            "/components/schemas/Endless",
            "{\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/Endless\"}}")
        .withProperty("{\"$ref\": \"#/components/schemas/Endless\"}");
    assertRefused(workbench.runImport(), "/components/schemas/Endless: ");
  }

  @Test
  void import_whenReferencesGoRoundInACircle_isRefused() {
    workbench
        .with("/components/schemas/A", "{\"$ref\": \"#/components/schemas/B\"}")
        .with("/components/schemas/B", "{\"$ref\": \"#/components/schemas/A\"}")
        .withProperty("{\"$ref\": \"#/components/schemas/A\"}");
    assertRefused(workbench.runImport(), "/components/schemas/A: ");
  }

  @Test
  void import_whenTwoSchemasGetOneName_namesBoth() {
    workbench
        .with("/components/schemas/MoodModel", "{\"type\": \"string\", \"enum\": [\"fine\"]}")
        .withProperty("{\"$ref\": \"#/components/schemas/MoodModel\"}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/MoodModel",
        "/components/schemas/PublicMood",
        "called Mood",
        "names.yaml");
  }

  @Test
  void import_whenTwoOperationsGetOneName_namesBoth() {
    workbench.with(
        "/paths/~1v2~1usercollection~1old~1nap",
        "{\"get\": {\"responses\": {\"200\": {\"content\": {"
            + "\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/PublicNap\"}}}}}}}");
    assertRefused(
        workbench.runImport(), "called getNap", "old~1nap/get", "{document_id}/get", "names.yaml");
  }

  @Test
  void import_whenAListAnswersNoPage_saysThatItIsNoList() {
    workbench.with(
        "/paths/~1v2~1usercollection~1nap/get/responses/200/content/application~1json/schema",
        "{\"$ref\": \"#/components/schemas/PublicNap\"}");
    assertRefused(
        workbench.runImport(),
        "called getNap",
        "(/paths/~1v2~1usercollection~1nap/get counts as no list: its answer is no page)");
  }

  @Test
  void import_whenACorrectionGivesTwoOperationsOneName_namesBoth() {
    workbench.corrections(
        """
        actions:
        - target: $.paths['/v2/usercollection/nap'].get
          description: A slip.
          update: {operationId: getNap}
        """);
    assertRefused(
        workbench.runImport(),
        "/paths/~1v2~1usercollection~1nap~1{document_id}/get: has the same name in Java as 'getNap'"
            + " at /paths/~1v2~1usercollection~1nap/get",
        "operations in overlay/names.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "it | {'type': 'object', 'properties': {'a': {'type': 'string'}}} | NapIt",
        "it | {'type': ['string', 'null'], 'enum': ['a', 'b', null]} | NapIt",
        "so_it | {'type': 'array', 'items': {'type': 'string', 'enum': ['a', 'b']}} | NapSoItInner",
        "it | {'type': 'object', 'additionalProperties': {'type': 'string', 'enum': ['a', 'b']}} | NapItValue",
        "it | {'type': 'object', 'properties': {'a': {'type': 'string', 'enum': ['x']}}} | NapItA",
      })
  void import_whenASchemaIsCalledAsWhatIsWrittenOutElsewhere_namesBoth(
      String property, String writtenOut, String schema) {
    workbench
        .with("/components/schemas/PublicNap/properties/" + property, writtenOut.replace('\'', '"'))
        .with(
            "/components/schemas/" + schema,
            "{'type': 'object', 'properties': {'zz': {'type': 'string'}}}".replace('\'', '"'))
        .with(
            "/components/schemas/PublicNap/properties/other",
            "{\"$ref\": \"#/components/schemas/" + schema + "\"}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/Nap/properties/" + property,
        "has the same name in Java as '",
        schema,
        "schemas in overlay/names.yaml");
  }

  @Test
  void import_whenWhatIsWrittenOutIsCalledAsAPageInJava_isRefused() {
    workbench.with(
        "/components/schemas/PublicNap/properties/turned_page",
        "{'type': 'object', 'properties': {'a': {'type': 'string'}}}".replace('\'', '"'));
    assertRefused(
        workbench.runImport(),
        "/components/schemas/Nap/properties/turned_page: NapTurnedPage",
        "names.yaml");
  }

  @Test
  void import_whenASchemaWouldTakeAnothersPublicName_asksWhetherItIsTheSame() {
    workbench
        .without("/components/schemas/PublicMood")
        .with(
            "/components/schemas/Mood",
            "{'type': 'object', 'properties': {'token': {'type': 'string'}}}".replace('\'', '"'))
        .with(
            "/components/schemas/PublicNap/properties/mood",
            "{\"$ref\": \"#/components/schemas/Mood\"}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/Mood: would be called Mood as /components/schemas/PublicMood is in overlay/names.yaml",
        "if it is the same, change 'PublicMood' to 'Mood' on the left there",
        "if not, add 'Mood' with a name of its own");
  }

  @ParameterizedTest
  @CsvSource({
    "/webhooks, 'webhooks' is not understood in an export",
    "/news, 'news' is not understood in an export",
    "/components/pathItems, /components: 'pathItems' is not understood in the components",
  })
  void import_whenTheExportHasAnUnknownPart_namesIt(String place, String message) {
    workbench.with(place, "{}");
    assertRefused(workbench.runImport(), message.replace("''", "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"g\"h", "back\\slash", "a&b", "a=b", "new\nline"})
  void import_whenAPropertyCannotBeWrittenIntoJava_isRefused(String property) {
    ((ObjectNode) workbench.export().at("/components/schemas/PublicNap/properties"))
        .putObject(property)
        .put("type", "string");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/Nap/properties/",
        "cannot be written into Java");
  }

  @Test
  void import_whenAParameterCannotBeWrittenIntoJava_isRefused() {
    workbench.with(
        "/paths/~1v2~1usercollection~1nap/get/parameters/0",
        "{'name': 'a&b', 'in': 'query', 'schema': {'type': 'string'}}".replace('\'', '"'));
    assertRefused(workbench.runImport(), "/get/parameters/", "'a&b' cannot be written into Java");
  }

  @Test
  void import_whenAValueWouldBeSentAsAnother_isRefused() {
    workbench.with("/components/schemas/PublicMood/enum", "[\"good\", \"a*/b\"]");
    assertRefused(
        workbench.runImport(), "/components/schemas/Mood/enum/1", "would send another text");
  }

  @Test
  void import_whenAnOperationIsCalledAsAMethodOfEveryObject_isRefused() {
    workbench.withPath("/v2/usercollection/class", "PublicNap");
    assertRefused(
        workbench.runImport(),
        "/paths/~1v2~1usercollection~1class/get: would be called getClass",
        "operations in overlay/names.yaml");
  }

  static Stream<Arguments> operationsThatCannotBeCalled() {
    String list = "/paths/~1v2~1usercollection~1nap/get";
    String single = "/paths/~1v2~1usercollection~1nap~1{document_id}/get";
    String parameter = "{'name': '%s', 'in': '%s', 'schema': %s}";
    String text = "{'type': 'string'}";
    return Stream.of(
        Arguments.of(single + "/parameters", "[]", single + ": the path holds [document_id]"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("id", "path", text),
            list + "/parameters/0: the path does not hold '{id}'"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a", "cookie", text),
            list + "/parameters/0: a parameter in 'cookie'"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a b", "header", text),
            list + "/parameters/0: this is no name of a header"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a", "query", "{'$ref': '#/components/schemas/PublicNap'}"),
            list + "/parameters/0: an object cannot be sent"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a", "query", "{'type': 'array', 'items': {'type': 'object'}}"),
            list + "/parameters/0: an object cannot be sent"),
        Arguments.of(list + "/responses/OK", "{}", list + "/responses/OK: 'OK' is no status"));
  }

  @ParameterizedTest
  @MethodSource("operationsThatCannotBeCalled")
  void import_whenAnOperationCannotBeCalled_namesThePlace(String place, String json, String why) {
    workbench.with(place, json.replace('\'', '"'));
    assertRefused(workbench.runImport(), why);
  }

  @Test
  void import_whenAModelIsNeededThatIsLeftOutOfJava_namesBoth() {
    workbench
        .with(
            "/components/schemas/ValidationErrorDetail",
            "{'type': 'object', 'properties': {'a': {'type': 'string'}}}".replace('\'', '"'))
        .withProperty("{\"$ref\": \"#/components/schemas/ValidationErrorDetail\"}");
    assertRefused(
        workbench.runImport(),
        "/components/schemas/Nap/properties/it: ValidationErrorDetail is left out",
        "names.yaml");
  }

  @Test
  void import_whenAnAnswerIsAPageWithoutBeingRecognisedAsOne_isRefused() {
    workbench.with(
        "/components/schemas/PublicDozePage",
        "{'type': 'object', 'properties': {'a': {'type': 'string'}}}".replace('\'', '"'));
    workbench.withPath("/v2/usercollection/doze", "PublicDozePage");
    assertRefused(workbench.runImport(), "doze/get/responses/200", "DozePage is left out");
  }

  @Test
  void import_whenAPathBeginsWithoutASlash_namesIt() {
    workbench.withPath("v2/usercollection/doze", "PublicNap");
    assertRefused(
        workbench.runImport(), "/paths/v2~1usercollection~1doze: a path begins with a slash");
  }

  @Test
  void import_whenTheExportIsMissing_saysSo() {
    assertRefused(
        TestProject.run(
            "import", folder.resolve("none.json").toString(), "--project", folder.toString()),
        "none.json: there is no such file");
  }

  @Test
  void import_whenTheExportIsAFolder_saysSo() {
    assertRefused(
        TestProject.run("import", folder.toString(), "--project", folder.toString()),
        "is a folder");
  }

  @Test
  void import_whenTheProjectHasNoData_namesTheMissingFile() {
    Path elsewhere = folder.resolve("elsewhere");
    TestProject.write(folder.resolve("export.json"), workbench.export().toString());
    assertRefused(
        TestProject.run(
            "import", folder.resolve("export.json").toString(), "--project", elsewhere.toString()),
        "names.yaml: there is no such file");
  }

  @Test
  void import_whenTheTargetIsAFolder_saysSo() {
    TestProject.write(folder.resolve("export.json"), workbench.export().toString());
    assertRefused(
        TestProject.run(
            "import",
            folder.resolve("export.json").toString(),
            "--project",
            folder.toString(),
            "--out",
            folder.toString()),
        "is a folder");
  }

  @Test
  void import_whenTheTargetsFolderIsMissing_saysSo() {
    TestProject.write(folder.resolve("export.json"), workbench.export().toString());
    String out = folder.resolve("none/oura.yaml").toString();
    assertRefused(
        TestProject.run(
            "import",
            folder.resolve("export.json").toString(),
            "--project",
            folder.toString(),
            "--out",
            out),
        "oura.yaml: cannot be written");
  }

  @Test
  void import_whenANamesTableIsUnknown_namesIt() {
    workbench.names("shemas: {}");
    assertRefused(workbench.runImport(), "names.yaml", "shemas");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schemas: {PublicNap: } | names.yaml: /schemas/PublicNap: a name is missing here",
        "schemas: [PublicNap] | names.yaml: /schemas: an object is expected here",
        "shemas: {} | names.yaml: /: 'shemas' is not understood in the names",
        "leftOut: {a: b} | names.yaml: /leftOut: a list is expected here",
        "# nothing | names.yaml: /: an object is expected here",
      })
  void import_whenTheNamesAreMisshapen_saysWhere(String yaml, String message) {
    workbench.names(yaml);
    Outcome outcome = workbench.runImport();
    assertRefused(outcome, message);
    assertThat(outcome.err()).doesNotContain("jackson", "PublicNames");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/paths/~1v2~1doze/get | {operationId: getDoze, responses: {'200': foo}} | /was/responses/200",
        "/paths/~1v2~1doze/get | {responses: {}} | /was/operationId",
        "/paths/~1v2~1doze/get | foo | /was",
        "/components/schemas/Nap/properties/it | 5 | /was",
        "/components/schemas/Nap/properties/it | {properties: {a: 5}} | /was/properties/a",
        "/components/schemas/Doze | {items: {properties: foo}} | /was/items/properties",
        "/components/schemas/Mood/enum | {a: b} | /was",
        "/paths/~1v2~1usercollection~1nap/get/parameters | {name: a} | /was/in",
        "/nowhere | {a: b} | /place",
      })
  void import_whenWhatWasWithdrawnIsMisshapen_saysWhere(String place, String was, String where) {
    TestProject.write(
        folder.resolve("overlay/withdrawn.yaml"),
        "withdrawn: [{place: '%s', in: '1.42', was: %s}]".formatted(place, was));
    assertRefused(workbench.runImport(), "withdrawn.yaml: /withdrawn/0" + where + ": ");
  }

  @Test
  void run_whenAnOptionIsUnknown_showsTheUsage() {
    assertRefused(
        TestProject.run("import", "export.json", "--force"),
        "'--force' is not expected here",
        "usage: ");
  }

  @Test
  void run_whenTheExportIsNotNamed_showsTheUsage() {
    assertRefused(TestProject.run("import"), "the export is missing", "usage: ");
  }

  @Test
  void run_whenAnOptionLacksItsValue_showsTheUsage() {
    assertRefused(
        TestProject.run("import", "export.json", "--out"),
        "a file or folder is missing",
        "usage: ");
  }

  @Test
  void run_whenTheCommandIsUnknown_showsTheUsage() {
    assertRefused(TestProject.run("export"), "'export' is not a command", "usage: ");
  }

  @Test
  void run_withoutArguments_showsTheUsage() {
    assertRefused(TestProject.run(), "a command is missing", "usage: ");
  }

  private void assertRefused(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(parts);
    assertThat(outcome.out()).isEmpty();
    assertThat(TestProject.content(workbench.description())).isEqualTo(OLD);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }
}
