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
 * Invalid input ends with a message that names the location and with exit code 1, and leaves the
 * old description unchanged.
 */
class RejectedInputTest {
  private static final String OLD = "the old description\n";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void anOldDescription() {
    project = new TestProject(folder);
    TestProject.write(project.description(), OLD);
  }

  @Test
  void import_whenExportIsTruncated_saysWhere() {
    String text = project.export().toPrettyString();
    assertRejected(
        project.importText(text.substring(0, text.length() / 2)),
        "export.json: is truncated",
        "line ",
        "column ");
  }

  @Test
  void import_whereverExportIsTruncated_isRejected() {
    String text = project.export().toString();
    for (int length = 1; length < text.length(); length += 7) {
      assertRejected(project.importText(text.substring(0, length)), "export.json: is ");
    }
  }

  @Test
  void import_whenExportIsEmpty_isRejected() {
    assertRejected(project.importText(""), "export.json: is empty");
  }

  @Test
  void import_whenExportIsNotJson_saysWhere() {
    assertRejected(
        project.importText("{\n  <html>"), "export.json: is not JSON (line 2, column 3)");
  }

  @Test
  void import_whenExportIsNotJson_doesNotQuoteIt() {
    assertThat(project.importText("{ confidential }").err()).doesNotContain("confidential");
  }

  @Test
  void import_whenSomethingFollowsTheExport_isRejected() {
    assertRejected(project.importText(project.export() + "{}"), "export.json: is not JSON (line 1");
  }

  @Test
  void import_whenAKeyIsDuplicated_isRejected() {
    assertRejected(
        project.importText("{\"openapi\": \"3.1.0\", \"openapi\": \"3.1.0\"}"),
        "contains a duplicate key",
        "line 1");
  }

  @Test
  void import_whenExportIsNotUtf8_isRejected() throws IOException {
    Path file = folder.resolve("latin.json");
    Files.write(file, new byte[] {'"', (byte) 0xE4, '"'});
    assertRejected(
        TestProject.run("import", file.toString(), "--project", folder.toString()),
        "latin.json: is not UTF-8");
  }

  @Test
  void import_whenNestedEndlessly_isRejected() {
    assertRejected(project.importText("[".repeat(100_000)), "nested too deeply");
  }

  @Test
  void import_whenJsonIsNotOpenApi_isRejected() {
    assertRejected(
        project.importText("{\"swagger\": \"2.0\"}"),
        "/openapi: this is not an OpenAPI 3 document");
  }

  @Test
  void import_whenPathsAreMissing_namesThem() {
    project.without("/paths");
    assertRejected(project.runImport(), "/paths: an object is expected here");
  }

  @Test
  void import_whenSchemasAreMissing_namesThem() {
    project.without("/components/schemas");
    assertRejected(project.runImport(), "/components/schemas: an object is expected here");
  }

  @Test
  void import_whenAKeywordIsUnknown_namesTheLocation() {
    project.withProperty("{\"type\": \"object\", \"patternProperties\": {}}");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicNap/properties/it: 'patternProperties' is not supported in a schema; ");
  }

  @Test
  void import_whenAnOperationHasAnUnknownPart_namesTheLocation() {
    project.with("/paths/~1v2~1usercollection~1nap/get/callbacks", "{}");
    assertRejected(
        project.runImport(),
        "/paths/~1v2~1usercollection~1nap/get: 'callbacks' is not supported in an operation");
  }

  @Test
  void import_whenATypeIsUnknown_namesTheLocation() {
    project.withProperty("{\"type\": \"float\"}");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicNap/properties/it/type: 'float' is not a type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': ['integer', 'string', 'null']} | it/type: ~ string or integer",
        "{'anyOf': [{'type': 'integer'}, {'type': 'string'}]} | it/type: ~ string or integer",
        "{'oneOf': [{'type': 'boolean'}, {'type': 'string'}, {'type': 'null'}]} | it/type: ~ string or boolean",
        "{'type': 'array', 'items': {'type': ['number', 'boolean']}} | it/items/type: ~ number or boolean",
        "{'type': 'object', 'additionalProperties': {'type': ['string', 'object']}} | it/additionalProperties/type: ~ string or object",
        "{'properties': {'a': {'type': ['string', 'array']}}} | it/properties/a/type: ~ string or array",
      })
  void import_whenASchemaHasSeveralTypes_namesTheLocationAndWhatToDo(
      String schema, String message) {
    project.withProperty(schema.replace('\'', '"'));
    assertRejected(
        project.runImport(),
        "/components/schemas/Nap/properties/"
            + message.replace("~", "Java has a type for one type and null, but not for"),
        "choose one in overlay/corrections.yaml, for example with \"update: {type: [");
  }

  @Test
  void import_whenAParameterHasSeveralTypes_namesTheLocation() {
    project.with(
        "/paths/~1v2~1usercollection~1nap/get/parameters/0/schema",
        "{\"type\": [\"string\", \"integer\"]}");
    assertRejected(
        project.runImport(),
        "/paths/~1v2~1usercollection~1nap/get/parameters/",
        "/schema/type: Java has a type for one type and null, but not for string or integer");
  }

  @Test
  void import_whenAResponseHasSeveralTypes_namesTheLocation() {
    project.with(
        "/paths/~1v2~1usercollection~1nap~1{document_id}/get/responses/200/content/application~1json/schema",
        "{\"type\": [\"string\", \"integer\"]}");
    assertRejected(
        project.runImport(),
        "/responses/200/content/application~1json/schema/type: Java has a type for one type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'items': {'type': 'string'}} | /items: 'items' belongs to the type array, but the type here is string",
        "{'properties': {'a': {'type': 'string'}}} | /properties: 'properties' belongs to the type object",
        "{'additionalProperties': true} | /additionalProperties: 'additionalProperties' belongs to the type object",
        "{'enum': ['a']} | /enum: 'enum' belongs to the type string, but the type here is integer",
      })
  void import_whenAKeywordBelongsToAnotherType_namesBoth(String keyword, String message) {
    project.withProperty(
        ("{'type': '" + (keyword.contains("enum") ? "integer" : "string") + "', ")
                .replace('\'', '"')
            + keyword.substring(1).replace('\'', '"'));
    assertRejected(
        project.runImport(),
        "/components/schemas/Nap/properties/it" + message,
        "remove it with 'remove: true' in overlay/corrections.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "properties.id | {type: [integer, string]} | /id/type: Java has a type for one type and null, but not for",
        "properties.id | {type: 'null'} | /id/type: Java has a type for one type and null, but not for null alone",
        "properties.id | {type: float} | /id/type: 'float' is not a type",
        "properties.id.type | [integer] | only objects and lists can be updated",
        "properties.mood | {type: integer} | /mood: has '$ref' and 'type', which both state a type",
        "properties.mood | {anyOf: [{type: string}]} | /mood: has '$ref' and 'anyOf'",
        "properties.id | {const: a} | /id: 'const' is not supported in a description",
        "properties.id | {oneOf: [{type: string}]} | /id: 'oneOf' is not supported in a description",
        "properties | {it: {anyOf: [{type: string}, {type: integer}]}} | /it/anyOf: Java has a type for one alternative and null, but not for 2",
        "properties | {it: {anyOf: [{type: 'null'}]}} | /it/anyOf: Java has a type for one alternative and null, but not for 0",
        "properties | {it: {anyOf: [{type: [string, integer]}, {type: 'null'}]}} | /it/anyOf/0/type: Java has a type for one type",
      })
  void import_whenACorrectionLeadsToNoTypeOfJava_saysWhy(
      String target, String update, String message) {
    project.corrections(
        """
        actions:
        - target: $.components.schemas.Nap.%s
          description: A slip.
          update: %s
        """
            .formatted(target, update));
    assertRejected(project.runImport(), message, "corrections.yaml");
  }

  @Test
  void import_whenAlternativesAreDifferentObjects_namesTheLocation() {
    project.withProperty(
        "{\"anyOf\": [{\"$ref\": \"#/components/schemas/PublicNap\"}, {\"$ref\": \"#/components/schemas/PublicMood\"}]}");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicNap/properties/it/anyOf: these alternatives");
  }

  @Test
  void import_whenSeveralSchemasAreCombined_namesTheLocation() {
    project.withProperty(
        "{\"allOf\": [{\"type\": \"string\"}, {\"$ref\": \"#/components/schemas/PublicNap\"}]}");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicNap/properties/it/allOf/0: 'allOf' of anything but one");
  }

  @Test
  void import_whenAReferenceRefersToNothing_namesTheLocation() {
    project.withProperty("{\"$ref\": \"#/components/schemas/Gone\"}");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicNap/properties/it/$ref: '#/components/schemas/Gone' refers to nothing");
  }

  @Test
  void import_whenAReferenceRefersOutside_namesTheLocation() {
    project.withProperty("{\"$ref\": \"https://example.org/schema.json\"}");
    assertRejected(
        project.runImport(),
        "properties/it/$ref: 'https://example.org/schema.json' refers to something outside the document");
  }

  @Test
  void import_whenAListContainsItself_isRejected() {
    project
        .with(
            "/components/schemas/Endless",
            "{\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/Endless\"}}")
        .withProperty("{\"$ref\": \"#/components/schemas/Endless\"}");
    assertRejected(project.runImport(), "/components/schemas/Endless: ");
  }

  @Test
  void import_whenReferencesAreCircular_isRejected() {
    project
        .with("/components/schemas/A", "{\"$ref\": \"#/components/schemas/B\"}")
        .with("/components/schemas/B", "{\"$ref\": \"#/components/schemas/A\"}")
        .withProperty("{\"$ref\": \"#/components/schemas/A\"}");
    assertRejected(project.runImport(), "/components/schemas/A: ");
  }

  @Test
  void import_whenTwoSchemasGetTheSameName_namesBoth() {
    project
        .with("/components/schemas/MoodModel", "{\"type\": \"string\", \"enum\": [\"fine\"]}")
        .withProperty("{\"$ref\": \"#/components/schemas/MoodModel\"}");
    assertRejected(
        project.runImport(),
        "/components/schemas/MoodModel",
        "/components/schemas/PublicMood",
        "called Mood",
        "names.yaml");
  }

  @Test
  void import_whenTwoOperationsGetTheSameName_namesBoth() {
    project.with(
        "/paths/~1v2~1usercollection~1old~1nap",
        "{\"get\": {\"responses\": {\"200\": {\"content\": {"
            + "\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/PublicNap\"}}}}}}}");
    assertRejected(
        project.runImport(), "called getNap", "old~1nap/get", "{document_id}/get", "names.yaml");
  }

  @Test
  void import_whenAListReturnsNoPage_saysThatItIsNoList() {
    project.with(
        "/paths/~1v2~1usercollection~1nap/get/responses/200/content/application~1json/schema",
        "{\"$ref\": \"#/components/schemas/PublicNap\"}");
    assertRejected(
        project.runImport(),
        "called getNap",
        "(/paths/~1v2~1usercollection~1nap/get is not treated as a list: its response is not a page)");
  }

  @Test
  void import_whenACorrectionGivesTwoOperationsTheSameName_namesBoth() {
    project.corrections(
        """
        actions:
        - target: $.paths['/v2/usercollection/nap'].get
          description: A slip.
          update: {operationId: getNap}
        """);
    assertRejected(
        project.runImport(),
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
  void import_whenASchemaHasTheNameOfAnInlineType_namesBoth(
      String property, String writtenOut, String schema) {
    project
        .with("/components/schemas/PublicNap/properties/" + property, writtenOut.replace('\'', '"'))
        .with(
            "/components/schemas/" + schema,
            "{'type': 'object', 'properties': {'zz': {'type': 'string'}}}".replace('\'', '"'))
        .with(
            "/components/schemas/PublicNap/properties/other",
            "{\"$ref\": \"#/components/schemas/" + schema + "\"}");
    assertRejected(
        project.runImport(),
        "/components/schemas/Nap/properties/" + property,
        "has the same name in Java as '",
        schema,
        "schemas in overlay/names.yaml");
  }

  @Test
  void import_whenAnInlineTypeHasTheNameOfAPage_isRejected() {
    project.with(
        "/components/schemas/PublicNap/properties/turned_page",
        "{'type': 'object', 'properties': {'a': {'type': 'string'}}}".replace('\'', '"'));
    assertRejected(
        project.runImport(),
        "/components/schemas/Nap/properties/turned_page: NapTurnedPage",
        "names.yaml");
  }

  @Test
  void import_whenASchemaWouldGetAnothersPublicName_asksWhetherItIsTheSame() {
    TestProject.write(
        project.file("src/test/resources/newest-export.facts.json"), project.export().toString());
    project
        .without("/components/schemas/PublicMood")
        .with(
            "/components/schemas/Mood",
            "{'type': 'object', 'properties': {'token': {'type': 'string'}}}".replace('\'', '"'))
        .with(
            "/components/schemas/PublicNap/properties/mood",
            "{\"$ref\": \"#/components/schemas/Mood\"}");
    assertRejected(
        project.runImport(),
        "/components/schemas/Mood: Was 'PublicMood' renamed to 'Mood'? Their names belong together, but their"
            + " shapes are only 0 % similar.",
        "If so, change 'PublicMood' to 'Mood' on the left in overlay/names.yaml",
        "if not, add 'Mood' there with another name");
  }

  @ParameterizedTest
  @CsvSource({
    "/webhooks, 'webhooks' is not supported in an export",
    "/news, 'news' is not supported in an export",
    "/components/pathItems, /components: 'pathItems' is not supported in the components",
  })
  void import_whenTheExportHasAnUnknownPart_namesIt(String location, String message) {
    project.with(location, "{}");
    assertRejected(project.runImport(), message.replace("''", "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"g\"h", "back\\slash", "a&b", "a=b", "new\nline"})
  void import_whenAPropertyCannotBeUsedInJava_isRejected(String property) {
    ((ObjectNode) project.export().at("/components/schemas/PublicNap/properties"))
        .putObject(property)
        .put("type", "string");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicNap/properties: '",
        "cannot be a property name",
        "change or remove it in a copy of the export");
  }

  @Test
  void import_whenAParameterCannotBeUsedInJava_isRejected() {
    project.with(
        "/paths/~1v2~1usercollection~1nap/get/parameters/0",
        "{'name': 'a&b', 'in': 'query', 'schema': {'type': 'string'}}".replace('\'', '"'));
    assertRejected(project.runImport(), "/get/parameters/0/name: 'a&b' cannot be a name");
  }

  @Test
  void import_whenAnEnumValueWouldBeSentAsAnother_isRejected() {
    project.with("/components/schemas/PublicMood/enum", "[\"good\", \"a*/b\"]");
    assertRejected(
        project.runImport(),
        "/components/schemas/PublicMood/enum/1: 'a*/b' cannot be an enum value");
  }

  @Test
  void import_whenAnOperationHasTheNameOfAMethodOfObject_isRejected() {
    project.withPath("/v2/usercollection/class", "PublicNap");
    assertRejected(
        project.runImport(),
        "/paths/~1v2~1usercollection~1class/get: would be called getClass",
        "operations in overlay/names.yaml");
  }

  static Stream<Arguments> operationsThatCannotBeCalled() {
    String list = "/paths/~1v2~1usercollection~1nap/get";
    String single = "/paths/~1v2~1usercollection~1nap~1{document_id}/get";
    String parameter = "{'name': '%s', 'in': '%s', 'schema': %s}";
    String text = "{'type': 'string'}";
    return Stream.of(
        Arguments.of(
            single + "/parameters",
            "[]",
            single + ": the path contains placeholders without a parameter: [document_id]"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("id", "path", text),
            list + "/parameters/0: the path does not contain '{id}'"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a", "cookie", text),
            list + "/parameters/0: a parameter in 'cookie'"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a b", "header", text),
            list + "/parameters/0/name: 'a b' cannot be a name"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a", "query", "{'$ref': '#/components/schemas/PublicNap'}"),
            list + "/parameters/0: an object cannot be sent"),
        Arguments.of(
            list + "/parameters/0",
            parameter.formatted("a", "query", "{'type': 'array', 'items': {'type': 'object'}}"),
            list + "/parameters/0: an object cannot be sent"),
        Arguments.of(
            list + "/responses/OK", "{}", list + "/responses/OK: 'OK' is not a response status"));
  }

  @ParameterizedTest
  @MethodSource("operationsThatCannotBeCalled")
  void import_whenAnOperationCannotBeCalled_namesTheLocation(
      String location, String json, String why) {
    project.with(location, json.replace('\'', '"'));
    assertRejected(project.runImport(), why);
  }

  @Test
  void import_whenAnOmittedModelIsNeeded_namesBoth() {
    project
        .with(
            "/components/schemas/ValidationErrorDetail",
            "{'type': 'object', 'properties': {'a': {'type': 'string'}}}".replace('\'', '"'))
        .withProperty("{\"$ref\": \"#/components/schemas/ValidationErrorDetail\"}");
    assertRejected(
        project.runImport(),
        "/components/schemas/Nap/properties/it: ValidationErrorDetail is omitted",
        "names.yaml");
  }

  @Test
  void import_whenAResponseIsAnUnrecognizedPage_isRejected() {
    project.with(
        "/components/schemas/PublicDozePage",
        "{'type': 'object', 'properties': {'a': {'type': 'string'}}}".replace('\'', '"'));
    project.withPath("/v2/usercollection/doze", "PublicDozePage");
    assertRejected(project.runImport(), "doze/get/responses/200", "DozePage is omitted");
  }

  @Test
  void import_whenAPathBeginsWithoutASlash_namesIt() {
    project.withPath("v2/usercollection/doze", "PublicNap");
    assertRejected(
        project.runImport(), "/paths/v2~1usercollection~1doze: a path must begin with a slash");
  }

  @Test
  void import_whenTheExportIsMissing_reportsIt() {
    assertRejected(
        TestProject.run(
            "import", folder.resolve("none.json").toString(), "--project", folder.toString()),
        "none.json: there is no such file");
  }

  @Test
  void import_whenTheExportIsAFolder_reportsIt() {
    assertRejected(
        TestProject.run("import", folder.toString(), "--project", folder.toString()),
        "is a folder");
  }

  @Test
  void import_whenTheProjectHasNoData_namesTheMissingFile() {
    Path elsewhere = folder.resolve("elsewhere");
    TestProject.write(folder.resolve("export.json"), project.export().toString());
    assertRejected(
        TestProject.run(
            "import", folder.resolve("export.json").toString(), "--project", elsewhere.toString()),
        "names.yaml: there is no such file");
  }

  @Test
  void import_whenTheTargetIsAFolder_reportsIt() {
    TestProject.write(folder.resolve("export.json"), project.export().toString());
    assertRejected(
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
  void import_whenTheTargetsFolderIsMissing_reportsIt() {
    TestProject.write(folder.resolve("export.json"), project.export().toString());
    String out = folder.resolve("none/oura.yaml").toString();
    assertRejected(
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
    project.names("shemas: {}");
    assertRejected(project.runImport(), "names.yaml", "shemas");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schemas: {PublicNap: } | names.yaml: /schemas/PublicNap: a name is missing here",
        "schemas: [PublicNap] | names.yaml: /schemas: an object is expected here",
        "shemas: {} | names.yaml: /: 'shemas' is not supported in the names",
        "leftOut: {a: b} | names.yaml: /leftOut: a list is expected here",
        "# nothing | names.yaml: /: an object is expected here",
      })
  void import_whenTheNamesAreMalformed_saysWhere(String yaml, String message) {
    project.names(yaml);
    Outcome outcome = project.runImport();
    assertRejected(outcome, message);
    assertThat(outcome.err()).doesNotContain("jackson", "PublicNames");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/paths/~1v2~1doze/get | {operationId: getDoze, responses: {'200': foo}} | /content/responses/200",
        "/paths/~1v2~1doze/get | {responses: {}} | /content/operationId",
        "/paths/~1v2~1doze/get | foo | /content",
        "/components/schemas/Nap/properties/it | 5 | /content",
        "/components/schemas/Nap/properties/it | {properties: {a: 5}} | /content/properties/a",
        "/components/schemas/Doze | {items: {properties: foo}} | /content/items/properties",
        "/components/schemas/Mood/enum | {a: b} | /content",
        "/paths/~1v2~1usercollection~1nap/get/parameters | {name: a} | /content/in",
        "/nowhere | {a: b} | /location",
      })
  void import_whenARetiredElementIsMalformed_saysWhere(
      String location, String content, String where) {
    TestProject.write(
        folder.resolve("overlay/withdrawn.yaml"),
        "withdrawn: [{location: '%s', removedIn: '1.42', content: %s}]"
            .formatted(location, content));
    assertRejected(project.runImport(), "withdrawn.yaml: /withdrawn/0" + where + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{place: /components/schemas/Doze, in: '1.42', was: {}} | /place: is now called 'location'",
        "{location: /components/schemas/Doze, in: '1.42', content: {}} | /in: is now called 'removedIn'",
        "{location: /components/schemas/Doze, removedIn: '1.42', was: {}} | /was: is now called 'content'",
        "{location: /components/schemas/Doze, removedIn: '1.42', reason: {}} | /reason: an entry has the keys location",
        "{location: /components/schemas/Doze, removedIn: '1.42'} | : an entry has the keys location",
        "{location: /components/schemas/Doze, content: {}} | /removedIn: a string is expected here",
        "{removedIn: '1.42', content: {}} | /location: a string is expected here",
      })
  void import_whenARetiredElementHasOtherKeys_namesTheRightOne(String entry, String message) {
    TestProject.write(folder.resolve("overlay/withdrawn.yaml"), "withdrawn: [%s]".formatted(entry));
    assertRejected(project.runImport(), "withdrawn.yaml: /withdrawn/0" + message);
  }

  @Test
  void run_whenAnOptionIsUnknown_showsTheUsage() {
    assertRejected(
        TestProject.run("import", "export.json", "--force"),
        "'--force' is not expected here",
        "usage: ");
  }

  @Test
  void run_whenTheExportIsNotNamed_showsTheUsage() {
    assertRejected(TestProject.run("import"), "the export is missing", "usage: ");
  }

  @Test
  void run_whenAnOptionLacksItsValue_showsTheUsage() {
    assertRejected(
        TestProject.run("import", "export.json", "--out"),
        "a file or folder is missing",
        "usage: ");
  }

  @Test
  void run_whenTheCommandIsUnknown_showsTheUsage() {
    assertRejected(TestProject.run("export"), "'export' is not a command", "usage: ");
  }

  @Test
  void run_withoutArguments_showsTheUsage() {
    assertRejected(TestProject.run(), "a command is missing", "usage: ");
  }

  private void assertRejected(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(parts);
    assertThat(outcome.out()).isEmpty();
    assertThat(TestProject.content(project.description())).isEqualTo(OLD);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }
}
