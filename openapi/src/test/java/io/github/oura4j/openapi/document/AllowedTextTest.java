// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTextTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'paths': {'/v2/usercollection/vO2_max/{document_id}.json': {}, '/v2/a:batch': {}}}",
        "{'components': {'schemas': {'MultiDocumentResponse_Nap-2.0_': {'properties': {'met.1 min': {}}}}}}",
        "{'properties': {'@type': {}, 'a/b': {}, '$ref': {}, 'enum': {}, 'description': {}}}",
        "{'enum': ['', 'not sure', \"don't know\", '< 5 %', 'größe', '日本', '50/50', 'a, b; c & d (e) [f]!']}",
        "{'default': {'a': ['b', 1.5, null, true]}}",
        "{'required': ['day', 'met.1 min'], 'pattern': '^[^/]*/\\\\\\\\u00e9\\\\d\\\"{2}$'}",
        "{'content': {'*/*': {}, 'application/json; charset=utf-8': {}, 'application/problem+json': {}}}",
        "{'flows': {'authorizationCode': {'scopes': {'tag User': '', 'extapi:daily': '', 'https://a.example/b': ''}}}}",
        "{'$ref': '#/paths/~1v2~1nap~1%7Bid%7D/get/parameters/0'}",
        "{'security': [{'OAuth2': ['tag User']}], 'info': {'version': '2.0-beta+1'}, 'format': 'date-time'}",
      })
  void requireInExport_whenTextIsPlausible_allowsIt(String json) {
    assertThatCode(() -> AllowedText.requireInExport(located(json))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'description': '*/ \\\\u000a {'}",
        "{'title': '\\u2028', 'summary': '\"', 'x-any': {'*/': '*/'}, 'example': '*/', 'servers': ['*/']}",
        "{'operationId': '*/', 'tags': ['*/']}",
      })
  void requireInExport_whenTheImportReadsNoneOfIt_allowsAnyText(String json) {
    assertThatCode(() -> AllowedText.requireInExport(located(json))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'paths': {'/a*/': {}}} | /paths: '/a*/' cannot be a path",
        "{'paths': {'/a{b': {}}} | /paths: '/a{b' cannot be a path",
        "{'paths': {'//a': {}}} | /paths: '//a' cannot be a path",
        "{'components': {'schemas': {'a b': {}}}} | /components/schemas: 'a b' cannot be a name",
        "{'properties': {'a\\\\u0022': {}}} | /properties: 'a\\u0022' cannot be a property name",
        "{'properties': {'': {}}} | /properties: '' cannot be a property name",
        "{'properties': {'a': {'enum': ['b', 'c\\\\']}}} | /properties/a/enum/1: 'c\\' cannot be an enum value",
        "{'enum': ['a{b']} | /enum/0: 'a{b' cannot be an enum value",
        "{'enum': ['a*/b']} | /enum/0: 'a*/b' cannot be an enum value",
        "{'enum': ['a\\u2028b']} | /enum/0: 'aU+2028b' cannot be an enum value",
        "{'enum': ['a\\u0000']} | /enum/0: 'aU+0000' cannot be an enum value",
        "{'enum': ['\\ud800']} | /enum/0: 'U+D800' cannot be an enum value",
        "{'enum': ['a\\u202eb']} | /enum/0: 'aU+202Eb' cannot be an enum value",
        "{'const': 'a\\nb'} | /const: 'aU+000Ab' cannot be an enum value",
        "{'default': {'a': ['\\u0085']}} | /default/a/0: 'U+0085' cannot be",
        "{'default': {'a*/': 1}} | /default: 'a*/' cannot be a property name",
        "{'maximum': 1e400} | /maximum: this number is too large",
        "{'minimum': 'a'} | /minimum: 'a' is a text, where",
        "{'deprecated': 'true'} | /deprecated: 'true' is a text, where",
        "{'required': ['a', 'b<']} | /required/1: 'b<' cannot be a property name",
        "{'pattern': 'é'} | /pattern: 'U+00E9' cannot be a pattern",
        "{'format': 'a*/'} | /format: 'a*/' cannot be a name",
        "{'new': {'deep': ['*/']}} | /new/deep/0: '*/' cannot be a name",
        "{'new*/': 1} | /: 'new*/' cannot be a keyword",
        "{'content': {'a/b\"': {}}} | /content: 'a/b\"' cannot be a media type",
        "{'security': [{'a*/': []}]} | /security/0: 'a*/' cannot be a name",
        "{'security': [{'a': ['b\"']}]} | /security/0/a/0: 'b\"' cannot be a scope",
        "{'scopes': {'a\"': ''}} | /scopes: 'a\"' cannot be a scope",
        "{'parameters': [{'name': 'a&b'}]} | /parameters/0/name: 'a&b' cannot be a name",
        "{'parameters': [{'required': 'a'}]} | /parameters/0/required: 'a' is a text, where",
        "{'$ref': '#/a b'} | /$ref: '#/a b' cannot be a reference",
        "{'in': 'body'} | /in: 'body' cannot be a location",
        "{'style': 'a'} | /style: 'a' cannot be a style",
        "{'tokenUrl': 'https://a/\"'} | /tokenUrl: 'https://a/\"' cannot be a URL",
        "{'info': {'version': '*/'}} | /info/version: '*/' cannot be a version",
      })
  void requireInExport_whenTextIsNotAllowed_namesThePlaceAndTheRemedy(String json, String message) {
    assertThatThrownBy(() -> AllowedText.requireInExport(located(json)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("; change or remove it in a copy of the export");
  }

  @Test
  void requireInExport_whenATextIsHuge_refusesItWithoutPrintingAllOfIt() {
    String huge = "a".repeat(1_000_000);
    for (String json : List.of("{'enum': ['%s']}", "{'$ref': '%s'}", "{'default': {'a': '%s'}}")) {
      assertThatThrownBy(() -> AllowedText.requireInExport(located(json.formatted(huge))))
          .hasMessageContaining("aaa...' cannot be")
          .extracting(Throwable::getMessage, STRING)
          .hasSizeLessThan(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a */ b",
        "a\\\\u002a\\\\u002f",
        "{@code a}",
        "a <b> c",
        "a\\n@deprecated",
        "a & b",
        "a\\u202eb",
        "a\\u2028"
      })
  void requireInDescription_whenOurProseIsNoPlainText_refusesIt(String prose) {
    assertThatThrownBy(
            () -> AllowedText.requireInDescription(located("{'description': '" + prose + "'}")))
        .hasMessageStartingWith("/description: '")
        .hasMessageEndingWith("; change or remove it in the files of overlay/");
  }

  @Test
  void requireInDescription_whenOurProseIsPlainText_allowsIt() {
    assertThatCode(
            () ->
                AllowedText.requireInDescription(
                    located(
                        "{'description': 'VO₂ max: 42.5 – \\\"high\\\".\\nIt is (50 %) more than it was; see /v2/usercollection.'}")))
        .doesNotThrowAnyException();
  }

  private static LocatedNode located(String json) {
    try {
      return LocatedNode.root(JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
