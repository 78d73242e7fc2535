// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
        "{\"data\":[],\"next_token\":null",
        "{\"data\":[],\"next_token\":\"a}",
        "{\"data\":[{\"series\":[1],\"next_token\":null}",
        "{\"data\":[{\"series\":[[1]],\"next_token\":\"a\"}",
        "{\"data\":[{\"a\":\"}],\\\"next_token\\\":null}",
        "{\"data\":[{\"a\":[{}],\"next_token\":null}, ",
        "[{\"data\":[{}],\"next_token\":null}",
        "{\"pages\":[{\"data\":[{}],\"next_token\":null}",
        "{\"page\":{\"data\":[{}],\"next_token\":null}",
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
        "{\"data\":[],\"next_token\":null}",
        " {\"data\" : [ {\"a\":[1]} ] , \"next_token\" : \"a-b_c+d/e=.\" } \n",
        "{\"next_token\":null,\"data\":[{}]}",
        "{\"data\":[{}],\"next_token\":\"a \\\"token\\\"\"}",
        "{\"data\":[{}],\"next_token\":null,\"new\":[{}]}",
      })
  void send_whenNoBracketIsOpenAtTheEnd_returnsTheResponse(String complete) throws Exception {
    for (Map<String, List<String>> headers : List.of(JSON, NO_TYPE)) {
      assertThat(send(headers, complete).body()).asString().isEqualTo(complete);
    }
  }

  static Stream<List<?>> elements() {
    SimulatedPerson person =
        SimulatedPerson.builder().zone(ZoneOffset.UTC).newestDay(LocalDate.of(2026, 3, 5)).build();
    LocalDate day = LocalDate.of(2026, 3, 4);
    return Stream.of(
        List.of(),
        person.documents(SleepPeriod.class, day, day),
        person.documents(DailySleep.class, day.minusDays(2), day),
        person.documents(EnhancedTag.class, day.minusDays(20), day),
        person.documents(Workout.class, day.minusDays(10), day),
        person.heartRate(Instant.EPOCH, Instant.MAX).limit(20).toList());
  }

  @ParameterizedTest
  @MethodSource("elements")
  void send_ofAPage_acceptsTheWholeAndNoPartFromItsBeginning(List<?> elements) throws Exception {
    for (String token : List.of("null", "\"bmV4dA==\"")) {
      String page = "{\"data\":" + OuraJson.write(elements) + ",\"next_token\":" + token + "}";

      assertThat(send(JSON, page + "\r\n").body()).asString().isEqualTo(page + "\r\n");
      for (int end = 0; end < page.length(); end++) {
        String part = page.substring(0, end);
        assertThatThrownBy(() -> send(JSON, part)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void send_ofAPageInUtf16_doesNotCheckTheBody() throws Exception {
    byte[] part = "{\"data\":[{}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(
            new TruncationCheckingTransport(request -> new OuraResponse(200, JSON, part))
                .send(REQUEST)
                .body())
        .isSameAs(part);
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
