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
  private static final Map<String, List<String>> UNNAMED = Map.of();
  private static final OuraRequest REQUEST =
      OuraRequest.of("GET", URI.create("https://oura.example/v2/x"), Duration.ofSeconds(1));

  private static OuraResponse checked(Map<String, List<String>> headers, String body)
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
  void send_whenJsonEndsInsideABracketOrText_fails(String cut) {
    for (Map<String, List<String>> headers : List.of(JSON, UNNAMED)) {
      assertThatThrownBy(() -> checked(headers, cut))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut off");
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
  void send_whenNoBracketIsOpenAtTheEnd_handsTheAnswerUp(String whole) throws Exception {
    for (Map<String, List<String>> headers : List.of(JSON, UNNAMED)) {
      assertThat(checked(headers, whole).body()).asString().isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\uFEFF"})
  void send_whenJsonWasNamedAndNothingCame_fails(String nothing) throws Exception {
    assertThatThrownBy(() -> checked(JSON, nothing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty");
    assertThat(checked(UNNAMED, nothing).body()).asString().isEqualTo(nothing);
  }

  @Test
  void send_whenAnotherTypeWasNamed_doesNotLookAtTheBody() throws Exception {
    Map<String, List<String>> text = Map.of("Content-Type", List.of("text/plain"));

    assertThat(checked(text, "{\"a\":").body()).asString().isEqualTo("{\"a\":");
  }
}
