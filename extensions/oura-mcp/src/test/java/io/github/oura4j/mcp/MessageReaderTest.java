// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageReaderTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}";

  @Test
  void next_betweenBlankLinesAndResponses_returnsRequestsAndNotifications() throws Exception {
    MessageReader reader =
        reader(
            "\n  \r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\",\"params\":null}\r\n"
                + "{\"id\":\"a\",\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"get_night\",\"arguments\":{\"date\":\"2026-03-21\"}}}");

    assertThat(reader.next()).contains(new JSONRPCNotification("notifications/x", null));
    assertThat(reader.next())
        .contains(
            new JSONRPCRequest(
                "tools/call",
                "a",
                Map.of("name", "get_night", "arguments", Map.of("date", "2026-03-21"))));
    assertThat(reader.next()).isEmpty();
  }

  static Stream<Arguments> invalidLines() {
    return Stream.of(
        Arguments.of("hello", -32700, "The line is not JSON."),
        Arguments.of("{\"id\":", -32700, "The line is not JSON."),
        Arguments.of(PING + PING, -32700, "The line is not JSON."),
        Arguments.of("[".repeat(200_000), -32700, "The line is not JSON."),
        Arguments.of("{\"id\":" + "9".repeat(5_000) + "}", -32700, "The line is not JSON."),
        Arguments.of("null", -32600, "must be a JSON object"),
        Arguments.of("[" + PING + "]", -32600, "Send batches as single messages"),
        Arguments.of("{\"id\":1}", -32600, "must have a method"),
        Arguments.of("{\"id\":1,\"method\":7}", -32600, "must have a method"),
        Arguments.of("{\"id\":{},\"method\":\"ping\"}", -32600, "a string or a whole number"),
        Arguments.of("{\"id\":1.5,\"method\":\"ping\"}", -32600, "a string or a whole number"),
        Arguments.of("{\"id\":null,\"method\":\"ping\"}", -32600, "a string or a whole number"),
        Arguments.of(
            "{\"id\":" + "9".repeat(30) + ",\"method\":\"ping\"}",
            -32600,
            "a string or a whole number"),
        Arguments.of(
            "{\"id\":1,\"method\":\"ping\",\"params\":[4]}", -32602, "must be a JSON object"),
        Arguments.of(
            "{\"id\":1,\"method\":\"ping\",\"params\":{\"_meta\":4}}",
            -32602,
            "must be a JSON object"),
        Arguments.of(
            "{\"id\":1,\"method\":\"tools/call\"}",
            -32602,
            "The name of the tool is missing. Use one of: get_night."),
        Arguments.of(
            "{\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"nights\"}}",
            -32602,
            "There is no tool \"nights\". Use one of: get_night."),
        Arguments.of(
            "{\"id\":1,\"method\":\"tools/call\","
                + "\"params\":{\"name\":\"get_night\",\"arguments\":\"today\"}}",
            -32602,
            "The arguments of get_night must be a JSON object."));
  }

  @ParameterizedTest
  @MethodSource("invalidLines")
  void next_withALineThatIsNoMessage_saysWhyAndReadsOn(String line, int code, String message)
      throws Exception {
    MessageReader reader = reader(line + "\n" + PING);

    JsonNode response = error(reader);

    assertThat(response.at("/error/code").asInt()).isEqualTo(code);
    assertThat(response.at("/error/message").asText()).contains(message);
    assertThat(response.path("id").asInt()).isEqualTo(code == -32602 ? 1 : 0);
    assertThat(response.has("id")).isTrue();
    assertThat(reader.next()).contains(new JSONRPCRequest("ping", 9L, null));
  }

  @Test
  void next_withALongLine_skipsIt() throws Exception {
    MessageReader reader = reader("x".repeat(3 * MessageReader.LONGEST_LINE) + "\n" + PING);

    assertThat(error(reader).at("/error/message").asText()).contains("at most 1,048,576 bytes");
    assertThat(reader.next()).isPresent();
  }

  @Test
  void next_withALineOfTheGreatestLength_readsIt() throws Exception {
    String padding = " ".repeat(MessageReader.LONGEST_LINE - PING.length());

    assertThat(reader(padding + PING + "\n").next()).isPresent();
    assertThat(error(reader(padding + PING + " \n")).at("/error/code").asInt()).isEqualTo(-32600);
  }

  @Test
  void next_whenTheStreamBreaks_isEmpty() throws Exception {
    InputStream closed = InputStream.nullInputStream();
    closed.close();

    assertThat(new MessageReader(closed, List.of()).next()).isEmpty();
  }

  private static MessageReader reader(String text) {
    return new MessageReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), List.of("get_night"));
  }

  private static JsonNode error(MessageReader reader) {
    InvalidMessageException error =
        catchThrowableOfType(InvalidMessageException.class, reader::next);
    return JsonMapper.builder().build().valueToTree(error.response());
  }
}
