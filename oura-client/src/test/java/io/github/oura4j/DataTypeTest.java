// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;
import io.github.oura4j.model.WebhookDataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the generated data types with the API description and with Oura's export. */
class DataTypeTest {
  private static final String DATA = "/v2/usercollection/";

  private static JsonNode operation(DataType type) throws IOException {
    return paths().path(DATA + type.pathName()).path("get");
  }

  private static JsonNode paths() throws IOException {
    return new YAMLMapper().readTree(Path.of("../openapi/oura-v2.yaml").toFile()).get("paths");
  }

  @Test
  void values_areThePathsOfTheDescription() throws IOException {
    List<String> collections =
        paths().properties().stream()
            .map(path -> path.getKey())
            .filter(path -> path.startsWith(DATA) && !path.endsWith("}"))
            .map(path -> path.substring(DATA.length()))
            .toList();

    assertThat(DataType.values())
        .extracting(DataType::pathName)
        .containsExactlyInAnyOrderElementsOf(collections);
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void scope_ofEveryType_isThatOfTheDescription(DataType type) throws IOException {
    assertThat(operation(type).findValue("OAuth2"))
        .extracting(JsonNode::asText)
        .containsExactly(type.scope());
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void inSandbox_ofEveryType_isWhetherTheExportHasThePath(DataType type) throws IOException {
    JsonNode export =
        new ObjectMapper()
            .readTree(Path.of("../openapi/src/test/resources/newest-export.facts.json").toFile());

    assertThat(type.inSandbox())
        .isEqualTo(export.get("paths").has("/v2/sandbox/usercollection/" + type.pathName()));
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void kind_ofEveryType_fitsItsParametersAndDocuments(DataType type) throws IOException {
    List<String> parameters = operation(type).path("parameters").findValuesAsText("name");

    assertThat(parameters.contains("start_date"))
        .isEqualTo(type.kind() == DataType.Kind.DATED_DOCUMENTS);
    assertThat(parameters.contains("start_datetime"))
        .isEqualTo(type.kind() == DataType.Kind.TIME_SERIES);
    assertThat(parameters.contains("next_token"))
        .isEqualTo(type.kind() != DataType.Kind.SINGLE_DOCUMENT);
    assertThat(Sample.class.isAssignableFrom(type.documentType()))
        .isEqualTo(type.kind() == DataType.Kind.TIME_SERIES);
    if (type.kind() != DataType.Kind.TIME_SERIES) {
      assertThat(type.documentType()).isAssignableTo(Document.class);
    }
  }

  @Test
  void of_everyWebhookDataType_isTheTypeWithThatPath() {
    assertThat(DataType.of(WebhookDataType.VO2_MAX)).contains(DataType.VO2_MAX);
    assertThat(DataType.of(WebhookDataType.MEAL)).isEmpty();
    assertThat(DataType.of(WebhookDataType.of("dream"))).isEmpty();
    assertThat(
            Stream.of(DataType.values()).filter(type -> type.webhookDataType().isEmpty()).toList())
        .containsExactlyInAnyOrder(
            DataType.PERSONAL_INFO, DataType.HEART_RATE, DataType.RING_BATTERY_LEVEL);
    for (DataType type : DataType.values()) {
      type.webhookDataType()
          .ifPresent(
              webhook -> {
                assertThat(webhook.value()).isEqualToIgnoringCase(type.pathName());
                assertThat(DataType.of(webhook)).contains(type);
              });
    }
  }

  @Test
  void ofPathName_whenTheNameIsNotExact_isEmpty() {
    assertThat(DataType.ofPathName("vO2_max")).contains(DataType.VO2_MAX);
    assertThat(DataType.ofPathName("vo2_max")).isEmpty();
    assertThat(DataType.ofPathName("dreams")).isEmpty();
  }
}
