// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationCheckingTransportTest {
  private static final Map<String, List<String>> JSON =
      Map.of("Content-Type", List.of("application/json; charset=utf-8"));
  private static final Map<String, List<String>> NO_TYPE = Map.of();
  private static final OuraRequest REQUEST =
      OuraRequest.of("GET", URI.create("https://oura.example/v2/x"), Duration.ofSeconds(1));

  private static OuraResponse send(Map<String, List<String>> headers, String body)
      throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new TruncationCheckingTransport(request -> new OuraResponse(200, headers, bytes))
        .send(REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        " \r\n[",
        "\uFEFF{\"a\":",
        "{\"data\":[{\"id\":\"x\",\"score\":80}",
        "{\"data\":[{\"id\":\"x\"}]",
        "[[1],[2]",
        "{\"a\":\"}",
        "{\"a\":\"\\\"}",
        "{\"a\":\"\\",
        "{\"a\":\"{}\"",
      })
  void send_whenJsonEndsInsideABracketOrString_fails(String truncated) {
    for (Map<String, List<String>> headers : List.of(JSON, NO_TYPE)) {
      assertThatThrownBy(() -> send(headers, truncated))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("truncated");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "\uFEFF [] \n",
        "{\"a\":[{\"b\":\"]\"}]}",
        "{\"a\":\"{[\"}",
        "{\"a\":\"\\\"{\"}",
        "{\"a\":\"\\\\\"}",
        "17",
        "\"a text",
        "<html lang=\"en>{",
      })
  void send_whenNoBracketIsOpenAtTheEnd_returnsTheResponse(String complete) throws Exception {
    for (Map<String, List<String>> headers : List.of(JSON, NO_TYPE)) {
      assertThat(send(headers, complete).body()).asString().isEqualTo(complete);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\uFEFF"})
  void send_whenTheTypeIsJsonAndTheBodyIsBlank_fails(String blank) throws Exception {
    assertThatThrownBy(() -> send(JSON, blank))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty");
    assertThat(send(NO_TYPE, blank).body()).asString().isEqualTo(blank);
  }

  @Test
  void send_whenTheTypeIsNotJson_doesNotCheckTheBody() throws Exception {
    Map<String, List<String>> text = Map.of("Content-Type", List.of("text/plain"));

    assertThat(send(text, "{\"a\":").body()).asString().isEqualTo("{\"a\":");
  }
}
