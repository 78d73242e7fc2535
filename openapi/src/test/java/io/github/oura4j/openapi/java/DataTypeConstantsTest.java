// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.java;

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

/** The import writes out what the generated enum of data types contains. */
class DataTypeConstantsTest {
  private static final String LIST = "/paths/~1v2~1usercollection~1nap/get";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProject() {
    project = new TestProject(folder);
  }

  @Test
  void import_whenAPathIsADataType_statesWhatItIs() {
    assertThat(project.imported(LIST + "/x-data-type"))
        .isEqualTo(
            TestProject.json(
                """
                {"constant": "NAP", "path": "nap", "model": "Nap", "kind": "DATED_DOCUMENTS", "scope": "daily"}
                """));
    JsonNode single = project.described("/paths/~1v2~1usercollection~1nap~1{document_id}/get");
    assertThat(single.has("x-data-type")).isFalse();
    assertThat(single.path("x-of-data-type").asText()).isEqualTo("NAP");
    assertThat(project.described(LIST + "/x-of-data-type").asText()).isEqualTo("NAP");
  }

  @Test
  void import_whenTheSandboxHasAnOperation_saysSo() {
    assertThat(project.imported(LIST + "/x-in-sandbox").booleanValue()).isTrue();
    assertThat(
            project
                .described("/paths/~1v2~1usercollection~1nap~1{document_id}/get")
                .has("x-in-sandbox"))
        .isFalse();
    project.without("/paths/~1v2~1sandbox~1usercollection~1nap");
    assertThat(project.imported(LIST).has("x-in-sandbox")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "start_date, DATED_DOCUMENTS",
    "start_datetime, TIME_SERIES",
    "other, UNDATED_DOCUMENTS"
  })
  void import_whenParametersDiffer_derivesTheKind(String parameter, String kind) {
    project.with(LIST + "/parameters/1/name", "\"" + parameter + "\"");
    assertThat(project.imported(LIST + "/x-data-type/kind").asText()).isEqualTo(kind);
  }

  @Test
  void import_whenAnOperationReturnsOneObject_isASingleDocument() {
    project.withPath("/v2/usercollection/profile", "PublicNap");
    assertThat(project.imported("/paths/~1v2~1usercollection~1profile/get/x-data-type"))
        .isEqualTo(
            TestProject.json(
                """
                {"constant": "PROFILE", "path": "profile", "model": "Nap", "kind": "SINGLE_DOCUMENT", "scope": "daily"}
                """));
  }

  @Test
  void import_whenAWebhookTypeDiffersInCaseOnly_namesItAsTheWebhooksDo() {
    project
        .names(
            """
            schemas: {PublicNap: Nap, PublicMood: Mood, Kinds: WebhookDataType}
            aliases: {ISODate: date}
            groups: {/v2/usercollection/: UserCollection}
            leftOut: [/v2/sandbox/]
            """)
        .with("/components/schemas/Kinds", "{\"type\": \"string\", \"enum\": [\"meal\", \"NAP\"]}")
        .withProperty("{\"$ref\": \"#/components/schemas/Kinds\"}");
    assertThat(project.imported(LIST + "/x-data-type/webhook").asText()).isEqualTo("NAP");
  }

  @Test
  void import_whenADataTypeHasNoScope_isRejectedWithWhatToAdd() {
    project.without(LIST + "/security");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(
            LIST + ": data type 'nap' names no scope; add a correction with its scope to",
            "overlay/corrections.yaml, with the target $.paths['/v2/usercollection/nap'].get");
    assertThat(project.description()).doesNotExist();
  }

  @Test
  void import_whenADataTypeHasSeveralScopes_isRejected() {
    project.with(LIST + "/security", "[{\"OAuth2\": [\"daily\"]}, {\"Other\": [\"sleep\"]}]");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("data type 'nap' names several scopes: daily, sleep");
  }

  @Test
  void import_whenADataTypeHasNoModel_reportsThatTheEnumLacksIt() {
    project.with(
        "/paths/~1v2~1usercollection~1yawn",
        "{\"get\": {\"responses\": {\"204\": {}}, \"security\": [{\"OAuth2\": [\"daily\"]}]}}");
    assertThat(project.runImport().err())
        .contains("data type 'yawn' is not part of the enum DataType");
    assertThat(project.described("/paths/~1v2~1usercollection~1yawn/get").has("x-data-type"))
        .isFalse();
  }

  @Test
  void import_whenTwoDataTypesGetTheSameConstant_namesBoth() {
    project.withPath("/v2/usercollection/power/nap", "PublicNap");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("getNap");

    project.without("/paths/~1v2~1usercollection~1nap~1{document_id}");
    assertThat(project.runImport().err())
        .contains("power~1nap/get: has the same constant of the enum DataType as " + LIST)
        .contains("overlay/names.yaml");
  }
}
