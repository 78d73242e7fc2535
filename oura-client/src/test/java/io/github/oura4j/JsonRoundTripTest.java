// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.OuraSimulator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads and writes documents of every data type from a simulated Oura with schema drift, and
 * compares the result with the original JSON, value by value.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonRoundTripTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-20T12:00:30Z"), ZoneOffset.UTC);
  private static final ObjectMapper EXACT_DECIMALS =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private OuraSimulator simulator;
  private OuraClient oura;

  @BeforeAll
  void start() {
    simulator = OuraSimulator.builder().clock(CLOCK).schemaDrift().start();
    oura =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .build();
  }

  @AfterAll
  void stop() {
    oura.close();
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void document_afterReadAndWrite_equalsWhatOuraSent(DataType dataType) throws Exception {
    Class<?> type = dataType.documentType();
    JsonNode response =
        EXACT_DECIMALS.readTree(
            oura.raw()
                .get(
                    "/v2/usercollection/" + dataType.pathName(),
                    Map.of("start_date", "2025-12-20", "end_date", "2026-03-20")));
    JsonNode data =
        response.has("data")
            ? response.get("data")
            : EXACT_DECIMALS.createArrayNode().add(response);
    assertThat(data).isNotEmpty();
    for (JsonNode sent : data) {
      Object document = OuraJson.read(sent.toString(), type);
      JsonNode written = EXACT_DECIMALS.readTree(OuraJson.write(document));

      assertThat(normalized(written)).isEqualTo(normalized(sent));
      assertThat(OuraJson.read(OuraJson.write(document), type)).isEqualTo(document);
    }
  }

  /**
   * Treats nulls of known properties as absent, and compares timestamps by instant and offset;
   * everything else must be identical.
   */
  private static JsonNode normalized(JsonNode node) {
    if (node.isObject()) {
      ObjectNode normalized = EXACT_DECIMALS.createObjectNode();
      node.properties().stream()
          .filter(property -> !property.getValue().isNull() || property.getKey().startsWith("new_"))
          .forEach(property -> normalized.set(property.getKey(), normalized(property.getValue())));
      return normalized;
    }
    if (node.isArray()) {
      var normalized = EXACT_DECIMALS.createArrayNode();
      node.forEach(element -> normalized.add(normalized(element)));
      return normalized;
    }
    if (node.isNumber()) {
      return EXACT_DECIMALS
          .getNodeFactory()
          .textNode(node.decimalValue().stripTrailingZeros().toString());
    }
    if (node.isTextual() && node.asText().matches("(?!2026-02-30)\\d{4}-\\d\\d-\\d\\dT.*")) {
      return EXACT_DECIMALS
          .getNodeFactory()
          .textNode(OffsetDateTime.parse(node.asText()).toString());
    }
    return node;
  }
}
