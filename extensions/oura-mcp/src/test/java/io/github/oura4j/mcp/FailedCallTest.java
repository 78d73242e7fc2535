// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failed call returns and logs: a sentence without a value of the person or a token. */
class FailedCallTest {
  private static final String TOKEN = "planted-token";
  private static final String VALUE = "4711";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  static List<Arguments> failures() {
    return List.of(
        Arguments.of(
            "a broken page",
            transport(200, "{\"data\":[{\"id\":\"a\",\"day\":\"" + VALUE + "\",\"score\":4711}]}")),
        Arguments.of("a page that is cut off", transport(200, "{\"data\":[{\"score\":" + VALUE)),
        Arguments.of("no page", transport(200, "{\"message\":\"" + VALUE + "\"}")),
        Arguments.of(
            "a rejected token",
            transport(401, "{\"detail\":\"planted-token was rejected, heart rate 4711\"}")),
        Arguments.of("a failure at Oura", transport(503, "heart rate 4711")),
        Arguments.of(
            "no connection",
            (Transport)
                request -> {
                  throw new IOException("connection reset");
                }),
        Arguments.of(
            "a defect",
            (Transport)
                request -> {
                  throw new IllegalStateException("heart rate " + VALUE);
                }));
  }

  private static Transport transport(int status, String body) {
    return request ->
        new OuraResponse(
            status,
            Map.of("Content-Type", List.of("application/json")),
            body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void call_thatFails_returnsAndLogsASentenceWithoutValues(String failure, Transport transport) {
    for (String tool : OuraTools.names()) {
      try (OuraClient client = client(transport)) {
        CallToolResult result = call(client, tool);

        assertThat(result.isError()).as(tool).isTrue();
        assertThat(Fixture.text(result))
            .as(tool)
            .contains(" ")
            .endsWith(".")
            .doesNotContain(VALUE, TOKEN, "\n");
      }
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .hasLineCount(OuraTools.names().size())
        .doesNotContain(VALUE, TOKEN, "Exception:");
  }

  @Test
  void call_whoseResultWouldBeHuge_asksForLess() {
    String longName = "a".repeat(OuraTools.MOST_CHARACTERS);
    String page =
        "{\"data\":[{\"id\":\"i\",\"day\":\"%s\",\"%s\":42}],\"next_token\":null}"
            .formatted(Fixture.TODAY, longName);
    try (OuraClient client = client(transport(200, page))) {
      CallToolResult result = call(client, ListData.NAME);

      assertThat(result.isError()).isTrue();
      assertThat(Fixture.text(result)).contains("too many for the context of a model");
    }
  }

  private CallToolResult call(OuraClient client, String tool) {
    OuraTools tools =
        new OuraTools(
            new DataSource(client, null), new PrintStream(log, true, StandardCharsets.UTF_8));
    return Fixture.call(
        tools, tool, tool.equals(ListData.NAME) ? Map.of("type", "daily_sleep") : Map.of());
  }

  private static OuraClient client(Transport transport) {
    return OuraClient.builder()
        .credentials(Credentials.token(TOKEN))
        .transport(transport)
        .clock(Fixture.CLOCK)
        .retry(RetryPolicy.none())
        .build();
  }
}
