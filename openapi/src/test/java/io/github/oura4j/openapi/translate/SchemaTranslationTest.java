// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The translation of each notation that schemas have or may have in an export. */
class SchemaTranslationTest {
  private static final String SCHEMAS = "/components/schemas/";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': ['integer', 'null']}                              | {'type': ['integer', 'null']}",
        "{'type': ['null', 'integer']}                              | {'type': ['integer', 'null']}",
        "{'anyOf': [{'type': 'integer'}, {'type': 'null'}]}         | {'type': ['integer', 'null']}",
        "{'oneOf': [{'type': 'null'}, {'type': 'integer'}]}         | {'type': ['integer', 'null']}",
        "{'type': 'integer', 'nullable': true}                      | {'type': ['integer', 'null']}",
        "{'type': 'integer', 'nullable': false}                     | {'type': 'integer'}",
        "{'$ref': '#/components/schemas/PublicMood'}                | {'$ref': '#/components/schemas/Mood'}",
        "{'allOf': [{'$ref': '#/components/schemas/PublicMood'}]}   | {'$ref': '#/components/schemas/Mood'}",
        "{'$ref': '#/components/schemas/PublicMood', 'deprecated': true, 'title': 'x'}"
            + " | {'$ref': '#/components/schemas/Mood', 'deprecated': true}",
        "{'anyOf': [{'$ref': '#/components/schemas/PublicMood'}, {'type': 'null'}]}"
            + " | {'anyOf': [{'$ref': '#/components/schemas/Mood'}, {'type': 'null'}]}",
        "{'allOf': [{'$ref': '#/components/schemas/PublicMood'}], 'nullable': true, 'deprecated': true}"
            + " | {'anyOf': [{'$ref': '#/components/schemas/Mood', 'deprecated': true}, {'type': 'null'}], 'deprecated': true}",
        "{'$ref': '#/components/schemas/ISODate'}                   | {'type': 'string', 'format': 'date'}",
        "{'anyOf': [{'$ref': '#/components/schemas/ISODate'}, {'type': 'null'}]}"
            + " | {'type': ['string', 'null'], 'format': 'date'}",
        "{'anyOf': [{'type': 'string', 'format': 'date-time'}, {'type': 'string', 'format': 'date'}]}"
            + " | {'type': 'string', 'format': 'date'}",
        "{'anyOf': [{'type': 'integer'}, {'type': 'number'}]}       | {'type': 'number'}",
        "{'anyOf': [{'type': 'string', 'format': 'uri'}, {'type': 'string'}]} | {'type': 'string'}",
        "{'const': 'nap'}                                           | {'type': 'string', 'enum': ['nap']}",
        "{'type': 'string', 'enum': ['a', 'b', null]}               | {'type': ['string', 'null'], 'enum': ['a', 'b', null]}",
        "{'type': ['string', 'null'], 'enum': ['b', 'a']}           | {'type': ['string', 'null'], 'enum': ['b', 'a', null]}",
        "{'type': 'string', 'format': 'uuid4', 'pattern': '^x$', 'default': 'x'}"
            + " | {'type': 'string', 'format': 'uuid4', 'pattern': '^x$', 'default': 'x'}",
        "{'type': 'object', 'additionalProperties': {'type': 'integer', 'title': 'x'}}"
            + " | {'type': 'object', 'additionalProperties': {'type': 'integer'}}",
        "{'type': 'object', 'additionalProperties': false}          | {'type': 'object', 'additionalProperties': false}",
        "{'type': 'array', 'items': {'anyOf': [{'type': 'number'}, {'type': 'null'}]}, 'maxItems': 3}"
            + " | {'type': 'array', 'items': {'type': ['number', 'null']}, 'maxItems': 3}",
        "{'properties': {'title': {'type': 'string', 'title': 'Title'}}}"
            + " | {'type': 'object', 'properties': {'title': {'type': 'string'}}}",
        "{'allOf': [{'properties': {'a': {'type': 'string'}}, 'required': ['a']}, {'properties': {'b': {'type': 'integer'}}}]}"
            + " | {'type': 'object', 'properties': {'a': {'type': 'string'}, 'b': {'type': 'integer'}}, 'required': ['a']}",
        "{'type': 'string', 'enum': ['unknown', 'on']}"
            + " | {'type': 'string', 'enum': ['unknown', 'on'], 'x-enum-varnames': ['UNKNOWN_2', 'ON']}",
        "{'type': 'string', 'enum': ['é', 'è']} | {'type': 'string', 'enum': ['é', 'è'], 'x-enum-varnames': ['VALUE', 'VALUE_2']}",
        "{'type': 'string', 'enum': ['*']} | {'type': 'string', 'enum': ['*'], 'x-enum-varnames': ['VALUE']}",
        "{'type': 'string', 'enum': ['', 'empty']} | {'type': 'string', 'enum': ['', 'empty'], 'x-enum-varnames': ['EMPTY', 'EMPTY_2']}",
        "{'type': 'string', 'enum': ['a', 'A']} | {'type': 'string', 'enum': ['a', 'A'], 'x-enum-varnames': ['A', 'A_2']}",
        "{'type': 'string', 'format': 'no-such-format'} | {'type': 'string', 'format': 'no-such-format'}",
        "{'title': 'Anything', 'x-internal': 1, 'examples': [1]}    | {}",
        "true                                                       | {}",
      })
  void translate_whenTheExportHasThis_writesThat(String theirs, String ours) {
    assertThat(translated(theirs)).isEqualTo(json(ours));
  }

  @Test
  void translate_whenAListHasAName_inlinesIt() {
    TestProject project =
        new TestProject(folder)
            .with(
                SCHEMAS + "Array_float_",
                "{\"type\": \"array\", \"items\": {\"type\": \"number\"}}");
    project.withProperty("{\"$ref\": \"#/components/schemas/Array_float_\"}");
    assertThat(project.imported(SCHEMAS + "Nap/properties/it"))
        .isEqualTo(json("{'type': 'array', 'items': {'type': 'number'}}"));
  }

  @Test
  void translate_whenASchemaContainsItself_refersToItself() {
    TestProject project =
        new TestProject(folder)
            .withProperty(
                "{\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/PublicNap\"}}");
    assertThat(project.imported(SCHEMAS + "Nap/properties/it/items/$ref").asText())
        .isEqualTo("#/components/schemas/Nap");
  }

  @Test
  void translate_whenANamedSchemaIsNullable_writesThatWhereItIsUsed() {
    TestProject project =
        new TestProject(folder)
            .with(
                SCHEMAS + "PublicMood",
                "{\"type\": [\"string\", \"null\"], \"enum\": [\"good\", null]}");
    assertThat(project.imported(SCHEMAS + "Nap/properties/mood/anyOf/1/type").asText())
        .isEqualTo("null");
    assertThat(project.imported(SCHEMAS + "Mood"))
        .isEqualTo(json("{'type': 'string', 'enum': ['good']}"));
  }

  @Test
  void translate_whenASchemaIsUnreachable_omitsIt() {
    JsonNode schemas =
        new TestProject(folder)
            .with(SCHEMAS + "Unused", "{\"patternProperties\": {}}")
            .imported("/components/schemas");
    assertThat(schemas.fieldNames()).toIterable().containsExactly("Mood", "Nap", "NapPage");
  }

  private JsonNode translated(String theirs) {
    return new TestProject(folder)
        .withProperty(theirs.replace('\'', '"'))
        .imported(SCHEMAS + "Nap/properties/it");
  }

  private static JsonNode json(String text) {
    return TestProject.json(text.replace('\'', '"'));
  }
}
