// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API must still accept what requests send; responses may get additional content. */
class RequestChangesTest {
  private static final String LIST = "/paths/~1v2~1usercollection~1nap/get";
  private static final String ONE = "/paths/~1v2~1usercollection~1nap~1{document_id}/get";
  private static final String SCHEMAS = "/components/schemas/";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProjectWhoseRequestsSendAMoodInANote() {
    project = new TestProject(folder);
    project
        .names(
            """
            schemas: {PublicNap: Nap, PublicMood: Mood, PublicNote: Note, PublicPart: Part}
            aliases: {ISODate: date}
            groups: {/v2/usercollection/: UserCollection}
            leftOut: [/v2/sandbox/]
            """)
        .with(
            SCHEMAS + "PublicNote",
            "{\"type\": \"object\", \"properties\": {\"part\": {\"$ref\": \"#/components/schemas/PublicPart\"}}}")
        .with(
            SCHEMAS + "PublicPart",
            "{\"type\": \"object\", \"properties\": {\"mood\": {\"$ref\": \"#/components/schemas/PublicMood\"}}}")
        .with(
            "/paths/~1v2~1usercollection~1note",
            """
            {"post": {"requestBody": {"required": true, "content": {"application/json": {"schema":
              {"$ref": "#/components/schemas/PublicNote"}}}}, "responses": {"204": {}}}}
            """)
        .with(
            LIST + "/parameters/0",
            """
            {"name": "sort", "in": "query", "required": false, "schema": {"type": "string", "enum": ["asc", "desc"]}}
            """);
    assertThat(project.runImport().exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        LIST
            + "/parameters/0/in | 'header' | changed: parameter `listNap(sort)`, in: \"query\" before",
        LIST + "/parameters/0/schema/enum | ['asc'] | changed: parameter `listNap(sort)`",
        LIST
            + "/parameters/0/schema | {'type': 'string'} | type changed: parameter `listNap(sort)`, enum of string before, now string",
        SCHEMAS
            + "PublicMood/enum | ['good'] | removed: enum value `Mood bad`. The API now rejects requests with it; kept",
        SCHEMAS
            + "PublicPart | {'type': 'object', 'required': ['more'], 'properties': {'mood': {'$ref': '#/components/schemas/PublicMood'},"
            + " 'more': {'type': 'string'}}} | added: property `Part.more`, string. The API now rejects requests without it",
        SCHEMAS
            + "PublicPart/required | ['mood'] | changed: property `Part.mood`, required: false before, now required: true",
        ONE
            + "/responses/200/content | {'application/json': {'schema': {'type': 'string'}}, 'text/csv': {'schema': {'type': 'string'}}}"
            + " | type changed: response `getNap 200`, application/json Nap before, now application/json string, text/csv string",
      })
  void check_whenRequestsOrCallersWouldFail_reportsABreakingChange(
      String location, String json, String line) {
    project.with(location, json.replace('\'', '"'));
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("1 difference: 1 breaking")
        .contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        LIST
            + "/parameters/0/schema/enum | ['asc', 'desc', 'none'] | changed: parameter `listNap(sort)`",
        LIST
            + "/responses/200/content/text~1csv | {'schema': {'type': 'string'}} |changed: response `listNap 200`,"
            + " application/json NapPage before, now application/json NapPage, text/csv string",
      })
  void check_whenMoreIsPossibleThanBefore_reportsACompatibleChange(
      String location, String json, String line) {
    project.with(location, json.replace('\'', '"'));
    assertThat(project.runUpdate("1.42", "--check").out())
        .contains("1 difference: 0 breaking, 0 need action, 1 compatible")
        .contains(line);
  }

  @Test
  void update_whenARetiredParameterReturnsElsewhere_saysThatItMoved() {
    String sort = project.export().at(LIST + "/parameters/0").toString();
    project.with(LIST + "/parameters", "[]");
    project.runUpdate("1.42");
    project.with(LIST + "/parameters", "[" + sort.replace("query", "header") + "]");
    assertThat(project.runUpdate("1.43").out())
        .contains("1 breaking")
        .contains("changed: parameter `listNap(sort)`, in: \"query\"", "now in: \"header\"")
        .contains("returned: parameter `listNap(sort)`");
    assertThat(project.described(LIST + "/parameters")).hasSize(2);
  }
}
