// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.CallListener;
import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.OuraPagingException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.json.BrokenDocument;
import io.github.oura4j.json.InvalidValue;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.HeartRate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenResponsesTest {
  private static final DateRange MARCH =
      DateRange.between(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

  private static OuraClient.Builder respondingWith(int status, String contentType, String body) {
    return clientWith(
        request ->
            new OuraResponse(
                status,
                Map.of("content-type", List.of(contentType)),
                body.getBytes(StandardCharsets.UTF_8)));
  }

  private static OuraClient.Builder clientWith(Transport transport) {
    VirtualTime time = new VirtualTime();
    return OuraClient.builder()
        .ticker(time)
        .sleeper(time)
        .credentials(Credentials.token("planted-token"))
        .transport(transport);
  }

  /** A page of a thousand nights, of which one has a number as its day and one is not an object. */
  private static String pageOfThousandDocuments() {
    return IntStream.range(0, 1000)
        .mapToObj(
            i ->
                i == 500
                    ? "{\"id\": \"night-500\", \"score\": \"planted-72\", \"day\": 20260305, \"digits\": 1.10}"
                    : i == 700 ? "17" : "{\"id\":\"night-" + i + "\",\"day\":\"2026-03-05\"}")
        .collect(Collectors.joining(",", "{\"data\":[", "],\"next_token\":null,\"new\":1}"));
  }

  @Test
  void list_whenOneDocumentIsBroken_throwsAndNamesDocumentAndProperty() {
    OuraClient oura = respondingWith(200, "application/json", pageOfThousandDocuments()).build();

    assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("data[500].day (document night-500)")
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }

  @Test
  void list_withCollectorOfBrokenDocuments_returnsAllOtherDocuments() {
    List<BrokenDocument> brokenDocuments = new ArrayList<>();
    OuraClient oura =
        respondingWith(200, "application/json", pageOfThousandDocuments())
            .brokenDocuments(brokenDocuments::add)
            .build();

    List<DailySleep> nights = oura.dailySleep().list(MARCH);

    assertThat(nights).hasSize(998);
    assertThat(brokenDocuments).hasSize(2);
    assertThat(brokenDocuments.get(0).id()).isEqualTo("night-500");
    assertThat(brokenDocuments.get(0).source()).isEqualTo("GET /v2/usercollection/daily_sleep");
    assertThat(brokenDocuments.get(0).json())
        .isEqualTo(
            "{\"id\": \"night-500\", \"score\": \"planted-72\", \"day\": 20260305, \"digits\": 1.10}");
    assertThat(brokenDocuments.get(0).reason()).contains("day").doesNotContain("2026");
    assertThat(brokenDocuments.get(0).toString()).doesNotContain("planted");
    assertThat(brokenDocuments.get(1).json()).isEqualTo("17");
  }

  @Test
  void pages_withCollectorOfBrokenDocuments_keepUnknownProperties() {
    OuraClient oura =
        respondingWith(200, "application/json", pageOfThousandDocuments())
            .brokenDocuments(d -> {})
            .build();

    assertThat(oura.dailySleep().pages(MARCH).iterator().next().unknownProperties())
        .containsEntry("new", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/octet-stream | '' | is empty",
        "text/html | <html>planted-72</html> | HTML page",
        "text/html | <html>planted-72</html> | of content type text/html",
        "application/octet-stream | {\"data\":[{\"id\":\"planted-72\"},{\"id\": | truncated",
        "text/plain | planted-72 | of content type text/plain",
        "application/json | [] | not a valid Page",
        "application/json | {\"data\":{}} | data",
        "application/json | {\"data\":[],\"next_token\":[]} | next_token",
        "application/json | {\"message\":\"planted-72\"} | data is not a valid List",
        "application/json | {\"data\":null} | data",
      })
  void list_whenResponseIsNotAPage_throwsAndDescribesTheResponse(
      String type, String body, String description) {
    for (OuraClient oura :
        List.of(
            respondingWith(200, type, body).build(),
            respondingWith(200, type, body).brokenDocuments(d -> {}).build())) {
      assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
          .isInstanceOf(OuraDecodingException.class)
          .hasMessageContaining("GET /v2/usercollection/daily_sleep")
          .hasMessageContaining(description)
          .hasMessageNotContaining("planted")
          .hasNoCause();
    }
  }

  @Test
  void list_whenGatewayRespondsWithHtml_throwsServerExceptionWithoutTheBody() {
    OuraClient oura = respondingWith(502, "text/html", "<html>planted-72</html>").build();

    assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("502")
        .hasMessageNotContaining("planted");
  }

  @Test
  void list_whenNextTokenRepeats_throwsPagingException() {
    OuraClient oura =
        respondingWith(200, "application/json", "{\"data\":[],\"next_token\":\"again\"}").build();

    assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
        .isInstanceOf(OuraPagingException.class)
        .hasMessageContaining("same next token");
    assertThatThrownBy(() -> oura.heartRate().list()).isInstanceOf(OuraPagingException.class);
    assertThatThrownBy(() -> oura.ringConfiguration().list())
        .isInstanceOf(OuraPagingException.class);
    assertThatThrownBy(() -> oura.raw().pages("/v2/x", Map.of()).forEach(page -> {}))
        .isInstanceOf(OuraPagingException.class);
  }

  @Test
  void list_whenThreadIsInterrupted_throwsAndKeepsInterruptFlag() {
    OuraClient oura =
        clientWith(
                request -> {
                  throw new InterruptedException();
                })
            .build();

    assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
        .isInstanceOf(OuraInterruptedException.class)
        .hasMessageContaining("daily_sleep");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void list_whenTransportFails_throwsWithTheClassOfTheCauseOnly() {
    OuraClient oura =
        clientWith(
                request -> {
                  throw new IOException("connection reset", new IOException("planted-31"));
                })
            .build();

    assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("connection reset")
        .hasMessageNotContaining("planted")
        .hasRootCauseMessage("java.io.IOException");
  }

  @Test
  void list_withDocumentWithoutDay_returnsItOnceInAnyRange() {
    OuraClient oura =
        respondingWith(
                200,
                "application/json",
                "{\"data\":[{\"id\":\"undated\"},{\"id\":\"in\",\"day\":\"2026-03-31\"},"
                    + "{\"id\":\"out\",\"day\":\"2026-04-01\"}],\"next_token\":null}")
            .build();

    assertThat(
            oura.dailySleep()
                .list(DateRange.between(LocalDate.of(2024, 3, 1), LocalDate.of(2026, 3, 31))))
        .extracting(DailySleep::id)
        .containsExactly("undated", "in");
  }

  @Test
  void get_whenStatusIsNotSuccess_throwsOuraException() {
    for (int status : new int[] {300, 302, 400, 401, 403, 404, 409, 418, 422, 426, 429, 500, 503}) {
      OuraClient oura =
          respondingWith(status, "application/json", "{\"detail\":\"planted-72\"}").build();

      assertThatThrownBy(() -> oura.personalInfo().get())
          .isInstanceOf(OuraException.class)
          .hasMessageContaining(" " + status + " ")
          .hasMessageNotContaining("planted")
          .hasNoCause();
    }
  }

  @Test
  void list_whenDocumentIsNull_throwsOrCollectsIt() {
    String page = "{\"data\":[null,{\"id\":\"a\",\"day\":\"2026-03-02\"}],\"next_token\":null}";
    List<BrokenDocument> brokenDocuments = new ArrayList<>();

    assertThatThrownBy(
            () -> respondingWith(200, "application/json", page).build().dailySleep().list(MARCH))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("data");
    assertThat(
            respondingWith(200, "application/json", page)
                .brokenDocuments(brokenDocuments::add)
                .build()
                .dailySleep()
                .list(MARCH))
        .hasSize(1);
    assertThat(brokenDocuments).extracting(BrokenDocument::json).containsExactly("null");
  }

  @Test
  void list_whenPageWithInvalidValueIsInUtf16_throwsDecodingException() {
    byte[] page =
        "{\"data\":[{\"id\":\"a\",\"score\":\"x\"}],\"next_token\":null}"
            .getBytes(StandardCharsets.UTF_16LE);
    OuraClient oura =
        clientWith(request -> new OuraResponse(200, Map.of(), page))
            .brokenDocuments(d -> {})
            .build();

    assertThatThrownBy(() -> oura.dailySleep().list(MARCH))
        .isInstanceOf(OuraDecodingException.class);
  }

  @Test
  void list_withInvalidValues_returnsDocumentsAndNotifiesOncePerValue() {
    List<InvalidValue> invalid = new ArrayList<>();
    String page =
        """
        {"data": [
          {"id": "a", "day": "2026-03-01", "score": 72.5, "contributors": {"deep_sleep": "planted"}},
          {"id": "b", "day": "2026-03-02", "score": 73}], "next_token": null}
        """;
    OuraClient oura =
        respondingWith(200, "application/json", page).listener(listenerTo(invalid)).build();

    List<DailySleep> days = oura.dailySleep().list(MARCH);

    assertThat(days).extracting(DailySleep::score).containsExactly(null, 73);
    assertThat(days.get(0).unknownProperties()).containsEntry("score", new BigDecimal("72.5"));
    assertThat(days.get(0).contributors().unknownProperties())
        .containsEntry("deep_sleep", "planted");
    assertThat(invalid)
        .containsExactly(
            new InvalidValue(DailySleep.class, "score"),
            new InvalidValue(days.get(0).contributors().getClass(), "deep_sleep"));
    assertThat(invalid.toString()).doesNotContain("72").doesNotContain("planted");
  }

  private static CallListener listenerTo(List<InvalidValue> invalid) {
    return new CallListener() {
      @Override
      public void onInvalidValue(InvalidValue value) {
        invalid.add(value);
      }
    };
  }

  @Test
  void list_withInvalidValuesAndBrokenDocument_reportsBothOnce() {
    List<InvalidValue> invalid = new ArrayList<>();
    List<BrokenDocument> broken = new ArrayList<>();
    String page =
        """
        {"data": [{"id": "a", "day": "2026-03-01", "score": 72.5}, {"id": 7}], "next_token": null}
        """;
    OuraClient oura =
        respondingWith(200, "application/json", page)
            .listener(listenerTo(invalid))
            .brokenDocuments(broken::add)
            .build();

    assertThat(oura.dailySleep().list(MARCH)).extracting(DailySleep::id).containsExactly("a");
    assertThat(invalid).containsExactly(new InvalidValue(DailySleep.class, "score"));
    assertThat(broken).extracting(BrokenDocument::json).containsExactly("{\"id\": 7}");
  }

  @Test
  void list_whenTheOnlyPropertyOfADocumentDoesNotFit_returnsTheDocument() {
    String page =
        """
        {"data": [{"score": 72.5}, {"message": "invalid"}], "next_token": null}
        """;
    List<InvalidValue> invalid = new ArrayList<>();
    OuraClient oura =
        respondingWith(200, "application/json", page)
            .listener(listenerTo(invalid))
            .brokenDocuments(d -> {})
            .build();

    assertThat(oura.dailySleep().list(MARCH))
        .extracting(DailySleep::unknownProperties)
        .containsExactly(Map.of("score", new BigDecimal("72.5")));
    assertThat(invalid).hasSize(1);
  }

  @Test
  void list_withStrictDecoding_treatsDocumentsWithInvalidValuesAsBroken() {
    String page =
        """
        {"data": [{"id": "a", "day": "2026-03-01", "score": 72.5},
                  {"id": "b", "day": "2026-03-01", "score": 72}], "next_token": null}
        """;
    List<BrokenDocument> broken = new ArrayList<>();
    OuraClient.Builder strict = respondingWith(200, "application/json", page).strictDecoding(true);

    assertThatThrownBy(() -> strict.build().dailySleep().list(MARCH))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("data[0].score (document a) is not a valid Integer")
        .hasMessageNotContaining("72");
    assertThat(strict.brokenDocuments(broken::add).build().dailySleep().list(MARCH))
        .extracting(DailySleep::id)
        .containsExactly("b");
    assertThat(broken).extracting(BrokenDocument::id).containsExactly("a");
  }

  @Test
  void heartRate_whenTimestampOfASampleDoesNotExist_reportsTheSampleAsBroken() {
    String page =
        """
        {"data": [{"bpm": 60, "timestamp": "2026-02-30T00:00:00Z"},
                  {"bpm": 61.5, "timestamp": "2026-03-01T00:00:00Z"}], "next_token": null}
        """;
    List<BrokenDocument> broken = new ArrayList<>();
    OuraClient oura =
        respondingWith(200, "application/json", page).brokenDocuments(broken::add).build();

    assertThat(
            oura.heartRate()
                .list(
                    TimeRange.between(
                        Instant.parse("2026-02-20T00:00:00Z"),
                        Instant.parse("2026-03-10T00:00:00Z"))))
        .extracting(HeartRate::unknownProperties)
        .containsExactly(Map.of("bpm", new BigDecimal("61.5")));
    assertThat(broken)
        .extracting(BrokenDocument::reason)
        .singleElement()
        .asString()
        .contains("timestamp is not a valid OffsetDateTime");
  }

  static Stream<String> valuesBeyondTheParser() {
    return Stream.of(
        "[".repeat(1_100) + "]".repeat(1_100),
        "[".repeat(300_000) + "]".repeat(300_000),
        "1".repeat(1_100),
        "{\"" + "n".repeat(60_000) + "\":1}",
        "\"" + "x".repeat(20_100_000) + "\"");
  }

  @ParameterizedTest
  @MethodSource("valuesBeyondTheParser")
  void list_whenADocumentIsBeyondTheParser_costsOnlyThisDocument(String value) {
    String page =
        "{\"data\":[{\"x\":"
            + value
            + ",\"id\":\"deep\",\"day\":\"2026-03-01\"},"
            + "{\"id\":\"b\",\"day\":\"2026-03-02\"}],\"next_token\":null}";
    List<BrokenDocument> broken = new ArrayList<>();

    assertThat(
            respondingWith(200, "application/json", page)
                .brokenDocuments(broken::add)
                .build()
                .dailySleep()
                .list(MARCH))
        .extracting(DailySleep::id)
        .containsExactly("b");
    assertThat(broken).extracting(BrokenDocument::id).containsExactly("deep");
    assertThat(broken.get(0).reason())
        .contains("beyond what the parser accepts")
        .doesNotContain("truncated");
    assertThatThrownBy(
            () -> respondingWith(200, "application/json", page).build().dailySleep().list(MARCH))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("beyond what the parser accepts")
        .hasMessageNotContaining("truncated")
        .hasNoCause();
  }

  @Test
  void pages_withPropertyNamedUnknownProperties_keepIt() {
    OuraClient oura =
        respondingWith(
                200,
                "application/json",
                "{\"data\":[],\"next_token\":null,\"unknownProperties\":[null,-0.0]}")
            .build();

    assertThat(OuraJson.write(oura.dailySleep().pages(MARCH).iterator().next()))
        .isEqualTo("{\"data\":[],\"unknownProperties\":[null,-0.0]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "a%2Bb", "a+b", "a b", "a/b=?&#c", "{x}", "100%", "\u00e9"})
  void list_withSpecialCharactersInNextToken_sendsItUnchanged(String token) throws Exception {
    List<String> sent = new ArrayList<>();
    OuraClient oura =
        clientWith(
                request -> {
                  String query = request.uri().getRawQuery();
                  if (query.contains("next_token=")) {
                    String raw = query.replaceFirst(".*next_token=([^&]*).*", "$1");
                    sent.add(URLDecoder.decode(raw, StandardCharsets.UTF_8));
                    return page("null");
                  }
                  return page(OuraJson.write(token));
                })
            .build();

    oura.dailySleep().list(MARCH);
    oura.heartRate().list();
    oura.ringConfiguration().list(ListOptions.fields("color"));
    oura.raw().pages("/v2/x", Map.of("a", "b")).forEach(page -> {});

    assertThat(sent).containsOnly(token).hasSize(4);
  }

  private static OuraResponse page(String token) {
    return new OuraResponse(
        200,
        Map.of(),
        ("{\"data\":[],\"next_token\":" + token + "}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void apiException_afterSerialization_keepsStatusHeadersAndDetails() throws Exception {
    OuraClient oura = respondingWith(422, "application/json", "{\"detail\":\"no\"}").build();
    OuraApiException failure =
        catchThrowableOfType(OuraApiException.class, () -> oura.personalInfo().get());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      OuraApiException copy = (OuraApiException) in.readObject();

      assertThat(copy.status()).isEqualTo(422);
      assertThat(copy.header("Content-Type")).contains("application/json");
      assertThat(copy.details()).isEqualTo(failure.details());
    }
  }

  @Test
  void list_ofDocumentsWithDateSpan_requestsYearsBeforeTheRange() {
    List<String> queries = new ArrayList<>();
    OuraClient oura =
        clientWith(
                request -> {
                  queries.add(request.uri().getQuery());
                  return page("null");
                })
            .build();

    oura.restModePeriod().list(MARCH);

    assertThat(queries)
        .singleElement()
        .asString()
        .matches(".*start_date=2023-.*end_date=2026-04-02.*");
  }

  @Test
  void heartRate_ofThirtyDays_sendsOneRequestInWholeSeconds() {
    List<String> queries = new ArrayList<>();
    OuraClient oura =
        clientWith(
                request -> {
                  queries.add(request.uri().getQuery());
                  return page("null");
                })
            .build();

    oura.heartRate().list(TimeRange.lastDays(30));

    assertThat(queries)
        .singleElement()
        .asString()
        .matches("start_datetime=[^.]*Z&end_datetime=[^.]*Z");
  }
}
