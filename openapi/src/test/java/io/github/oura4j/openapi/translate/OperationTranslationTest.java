// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of paths, operations, parameters and responses. */
class OperationTranslationTest {
  private static final String LIST = "/paths/~1v2~1usercollection~1nap/get";
  private static final String NAP =
      "{\"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/PublicNap\"}}}}";
  private static final String NAPS =
      "{\"content\": {\"application/json\": {\"schema\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/PublicNap\"}}}}}";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void createProject() {
    project = new TestProject(folder);
  }

  @Test
  void import_whenThereAreSandboxTwins_dropsThem() {
    assertThat(project.imported("/paths").fieldNames())
        .toIterable()
        .containsExactly("/v2/usercollection/nap", "/v2/usercollection/nap/{document_id}");
  }

  @Test
  void import_whenAResponseIsAUnion_keepsTheTypedPage() {
    assertThat(project.imported(LIST + "/responses/200/content/application~1json/schema"))
        .isEqualTo(TestProject.json("{\"$ref\": \"#/components/schemas/NapPage\"}"));
  }

  @Test
  void import_whenAnOperationReturnsPages_namesTheModelOfTheirRows() {
    assertThat(project.imported(LIST + "/x-page-of").asText()).isEqualTo("Nap");
  }

  @Test
  void import_whenAnOperationNamesItsSecurity_keepsIt() {
    assertThat(project.imported(LIST + "/security"))
        .isEqualTo(TestProject.json("[{\"OAuth2\": [\"daily\"]}]"));
  }

  @Test
  void import_whenTheExportHasSecurityForAll_addsItToEachOperation() {
    project.with("/security", "[{\"OAuth2\": [\"daily\"]}]").without(LIST + "/security");
    assertThat(project.imported(LIST + "/security"))
        .isEqualTo(TestProject.json("[{\"OAuth2\": [\"daily\"]}]"));
  }

  @Test
  void import_whenAnErrorResponseHasNoBody_keepsItWithoutTheirProse() {
    assertThat(project.imported(LIST + "/responses/401"))
        .isEqualTo(TestProject.json("{\"description\": \"\"}"));
  }

  @Test
  void import_whenAResponseHasHeaders_keepsTheirFacts() {
    project.with(
        LIST + "/responses/401/headers",
        "{\"Retry-After\": {\"description\": \"x\", \"schema\": {\"type\": \"integer\"}}}");
    assertThat(project.imported(LIST + "/responses/401/headers"))
        .isEqualTo(TestProject.json("{\"Retry-After\": {\"schema\": {\"type\": \"integer\"}}}"));
  }

  @Test
  void import_whenParametersBelongToThePath_addsThemToItsOperations() {
    project
        .with(
            "/paths/~1v2~1usercollection~1nap/parameters",
            "[{\"$ref\": \"#/components/parameters/Fields\"}]")
        .with(
            "/components/parameters",
            "{\"Fields\": {\"name\": \"fields\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}}");
    assertThat(project.imported(LIST + "/parameters").findValuesAsText("name"))
        .containsExactly("start_date", "next_token", "fields");
  }

  @Test
  void import_whenAnOperationIsDeprecated_keepsThat() {
    project.with(LIST + "/deprecated", "true");
    assertThat(project.imported(LIST + "/deprecated").asBoolean()).isTrue();
  }

  @Test
  void import_whenARequestHasABody_keepsIt() {
    project.with(
        "/paths/~1v2~1usercollection~1nap/post",
        "{\"requestBody\": "
            + NAP.replaceFirst("\\{", "{\"required\": true, ")
            + ", \"responses\": {\"201\": {}}}");
    JsonNode body = project.imported("/paths/~1v2~1usercollection~1nap/post/requestBody");
    assertThat(body.path("required").asBoolean()).isTrue();
    assertThat(body.at("/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/Nap");
  }

  @ParameterizedTest
  @CsvSource({
    "get, /v2/usercollection/vO2_max/{document_id}, false, getVO2Max",
    "get, /v2/usercollection/power_nap, true, listPowerNap",
    "get, /v2/usercollection/power_nap, false, getPowerNap",
    "post, /v2/hooks, false, createHooks",
    "put, /v2/hooks/{id}, false, updateHooks",
    "delete, /v2/hooks/{id}, false, deleteHooks",
  })
  void import_whenMethodAndPathDetermineTheName_usesThem(
      String method, String path, boolean many, String name) {
    String operation = "/paths/" + path.replace("/", "~1");
    project
        .with(
            operation,
            "{\"%s\": {\"responses\": {\"200\": %s}, \"security\": [{\"OAuth2\": [\"daily\"]}]}}"
                .formatted(method, many ? NAPS : NAP))
        .with(operation + "/parameters", parametersIn(path));
    assertThat(project.imported(operation + "/" + method + "/operationId").asText())
        .isEqualTo(name);
  }

  private static String parametersIn(String path) {
    String name = path.replaceAll(".*\\{|}|.*/[^{]*$", "");
    return name.isEmpty()
        ? "[]"
        : "[{\"name\": \"" + name + "\", \"in\": \"path\", \"schema\": {\"type\": \"string\"}}]";
  }

  @Test
  void import_whenOurTableNamesTheOperation_usesIt() {
    project.names(
        """
        leftOut: [/v2/sandbox/]
        operations: {get /v2/usercollection/nap: listNaps}
        """);
    assertThat(project.imported(LIST + "/operationId").asText()).isEqualTo("listNaps");
  }

  @Test
  void import_whenOurTableNamesTheResource_usesIt() {
    project.names(
        """
        leftOut: [/v2/sandbox/]
        resources: {nap: Siesta}
        """);
    assertThat(project.imported(LIST + "/operationId").asText()).isEqualTo("listSiesta");
  }

  @Test
  void import_whenAPathMatchesNoGroup_reportsIt() {
    project.names("leftOut: [/v2/sandbox/]");
    assertThat(project.imported(LIST + "/tags/0").asText()).isEqualTo("Other");
    assertThat(project.runImport().err())
        .contains("path '/v2/usercollection/nap' belongs to no group and is put into Other");
  }

  @Test
  void import_whenASchemaIsNotInOurTable_asksForAName() {
    project
        .with(
            "/components/schemas/PublicSnore_Response",
            "{\"type\": \"string\", \"enum\": [\"loud\"]}")
        .withProperty("{\"$ref\": \"#/components/schemas/PublicSnore_Response\"}");
    assertThat(project.imported("/components/schemas").has("Snore")).isTrue();
    assertThat(project.runImport().err()).contains("schema 'PublicSnore_Response' is called Snore");
  }
}
