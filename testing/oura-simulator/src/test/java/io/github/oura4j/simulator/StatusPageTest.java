// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Workout;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for browsers, which send no access token. */
class StatusPageTest {
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"");

  private static final LocalDate DAY = LocalDate.of(2026, 2, 2);

  private OuraSimulator oura;
  private TestClient client;

  @BeforeEach
  void start() {
    oura =
        OuraSimulator.builder()
            .statusPage()
            .clock(TestPeople.at("2026-04-16T12:00:00Z"))
            .faults(2)
            .person(
                SimulatedPerson.builder()
                    .wearsRingEveryDay()
                    .document(DailySleep.builder().id("a b+c/%25").day(DAY).build())
                    .build())
            .person(SimulatedPerson.builder().seed(2).token("<b>&\"2\"").build())
            .start();
    client = TestClient.of(oura);
  }

  @AfterEach
  void stop() {
    oura.close();
  }

  private HttpResponse<String> open(String path) {
    return client.send(HttpRequest.newBuilder(URI.create(oura.baseUrl() + path)).build());
  }

  /** Opens the page behind the link to a data type of the first person, with another simulator. */
  private static HttpResponse<String> follow(OuraSimulator simulator, DataType type) {
    TestClient browser = TestClient.of(simulator);
    String link =
        links(browser.get("/").body()).stream()
            .filter(each -> each.startsWith("/view/1/" + type.pathName() + "?"))
            .findFirst()
            .orElseThrow();
    return browser.get(link);
  }

  private static List<String> links(String html) {
    return LINK.matcher(html)
        .results()
        .map((MatchResult link) -> link.group(1).replace("&amp;", "&"))
        .toList();
  }

  @Test
  void overview_always_showsPeopleTokensFaultsAndBaseUrl() {
    HttpResponse<String> page = open("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("Person 1: person1@example.com", "Person 2: person2@example.com")
        .contains("simulated-access-token", "Europe/Helsinki", "2026-01-17 to 2026-04-16")
        .contains("One response in 2 has a fault", oura.baseUrl() + "/v2/usercollection");
  }

  @Test
  void overview_withHtmlInATokenOrARequest_escapesIt() {
    client.get("/v2/usercollection/tag?x=%3Cscript%3E&y=&lt;");

    assertThat(open("/").body())
        .contains("&lt;b&gt;&amp;&quot;2&quot;", "x=%3Cscript%3E&amp;y=&amp;lt;")
        .doesNotContain("<b>", "<script");
  }

  @Test
  void links_withoutAnAccessToken_showTheDataOfEveryType() {
    List<String> links = links(open("/").body());

    assertThat(links).hasSize(2 * DataType.values().length);
    for (String link : links) {
      HttpResponse<String> page = open(link);
      assertThat(page.statusCode()).as(link).isEqualTo(200);
      assertThat(page.body()).as(link).contains("<pre>{");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"HEART_RATE", "RING_BATTERY_LEVEL"})
  void links_ofTimeSeriesInTokyoInTheMorning_showTheDayOfThePerson(DataType type) {
    SimulatedPerson person =
        SimulatedPerson.builder().zone(ZoneId.of("Asia/Tokyo")).wearsRingEveryDay().build();
    try (OuraSimulator tokyo =
        OuraSimulator.builder()
            .statusPage()
            .clock(TestPeople.at("2026-04-15T23:00:00Z"))
            .person(person)
            .start()) {
      String page = follow(tokyo, type).body();

      assertThat(page)
          .contains(
              "start_datetime=2026-04-16T00%3A00%3A00%2B09%3A00&amp;"
                  + "end_datetime=2026-04-17T00%3A00%3A00%2B09%3A00",
              "2026-04-15T15:", "2026-04-15T22:")
          .doesNotContain("2026-04-15T14:");
      assertThat(links(page))
          .contains(
              "/view/1/%s?start_datetime=2026-04-15T00:00:00%%2B09:00&end_datetime=%s"
                  .formatted(type.pathName(), "2026-04-16T00:00:00%2B09:00"));
    }
  }

  @Test
  void link_ofWorkoutsWestOfUtcInTheEvening_showsThatOfTheEvening() {
    LocalDate today = LocalDate.of(2026, 4, 16);
    SimulatedPerson person =
        SimulatedPerson.builder()
            .zone(ZoneId.of("America/Los_Angeles"))
            .document(
                Workout.builder()
                    .id("evening")
                    .day(today)
                    .startDatetime(OffsetDateTime.parse("2026-04-16T20:00:00-07:00"))
                    .build())
            .build();
    try (OuraSimulator losAngeles =
        OuraSimulator.builder()
            .statusPage()
            .clock(TestPeople.at("2026-04-17T06:00:00Z"))
            .person(person)
            .start()) {
      assertThat(follow(losAngeles, DataType.WORKOUT).body()).contains("&quot;evening&quot;");
    }
  }

  @Test
  void dataPage_ofAList_leadsToItsDocumentsAndOtherDays() {
    String page = open("/view/1/daily_sleep?start_date=2026-04-01&end_date=2026-04-03").body();

    assertThat(page).contains("&quot;day&quot; : &quot;2026-04-02&quot;");
    assertThat(links(page))
        .hasSize(6)
        .contains(
            "/",
            "/view/1/daily_sleep?start_date=2026-03-25&end_date=2026-04-01",
            "/view/1/daily_sleep?start_date=2026-04-08&end_date=2026-04-15")
        .allSatisfy(link -> assertThat(open(link).statusCode()).isEqualTo(200));
  }

  @Test
  void dataPage_ofADocumentWithAnOddId_showsIt() {
    String page = open("/view/1/daily_sleep?start_date=2026-02-02&end_date=2026-02-02").body();
    String document = links(page).get(3);

    assertThat(document).isEqualTo("/view/1/daily_sleep/a%20b%2Bc%2F%2525");
    assertThat(open(document).body())
        .contains("GET /v2/usercollection/daily_sleep/a%20b%2Bc%2F%2525", "a b+c/%25");
  }

  @Test
  void dataPage_ofALongList_leadsToTheNextPage() {
    String list = "/view/1/heartrate?start_datetime=2026-04-01&end_datetime=2026-04-04";
    String next =
        links(open(list).body()).stream()
            .filter(link -> link.contains("next_token="))
            .findFirst()
            .orElseThrow();

    assertThat(open(next).body()).contains("&quot;bpm&quot;").doesNotContain("&quot;2026-04-01T0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep?start_date=x", "sleep?start_date=%3Cscript%3E", "sleep/unknown"})
  void dataPage_whenTheApiRejectsTheRequest_showsItsError(String typeAndQuery) {
    HttpResponse<String> page = open("/view/1/" + typeAndQuery);

    assertThat(page.statusCode()).isIn(404, 422);
    assertThat(page.body()).contains("&quot;detail&quot;").doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/view",
        "/view/",
        "/view/1",
        "/view/1/",
        "/view/3/sleep",
        "/view/0/sleep",
        "/view/1/dreams",
        "/view/x/sleep",
        "/view/1/sleep/a/b"
      })
  void page_thatDoesNotExist_isNotFound(String path) {
    assertThat(open(path).statusCode()).isEqualTo(404);
  }

  @Test
  void pages_always_requestNothingOfOtherHosts() {
    for (String path : List.of("/", "/view/1/sleep?start_date=2026-04-01&end_date=2026-04-03")) {
      String html = open(path).body();

      assertThat(html).contains("Content-Security-Policy\" content=\"default-src 'none';");
      assertThat(Pattern.compile("(src|href|url)[=(]\"?(https?:)?//").matcher(html).find())
          .isFalse();
    }
  }

  @Test
  void pages_always_areNeitherCountedNorFaulty() {
    for (int i = 0; i < 4; i++) {
      assertThat(open("/").statusCode()).isEqualTo(200);
    }

    assertThat(oura.requestCount()).isZero();
    assertThat(oura.requests()).isEmpty();
  }

  @Test
  void recentRequests_always_showStatusesAndFaults() {
    oura.failNext("/v2/usercollection/tag", SimulatedFault.GATEWAY_TIMEOUT);
    client.get("/v2/usercollection/tag");
    oura.respondNext("/v2/usercollection/sleep", 418, "{}");
    client.get("/v2/usercollection/sleep?start_date=2026-04-01");

    assertThat(open("/").body())
        .containsSubsequence(
            "<td>12:00:00</td><td><code>GET /v2/usercollection/sleep?start_date=2026-04-01</code>"
                + "</td><td>418</td>",
            "<code>GET /v2/usercollection/tag</code></td><td>GATEWAY_TIMEOUT</td>");
  }

  @Test
  void api_besideThePages_staysAsStrictAsOuras() {
    assertThat(open("/v2/usercollection/sleep").statusCode()).isEqualTo(401);
    assertThat(client.send("POST", "/", "").statusCode()).isEqualTo(405);
  }

  @Test
  void port_inUse_isReportedWithWhatToDo() {
    int port = URI.create(oura.baseUrl()).getPort();

    assertThatThrownBy(() -> OuraSimulator.builder().port(port).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot listen on port " + port)
        .hasMessageContaining("Choose another port");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void port_outOfRange_isRejected(int port) {
    assertThatThrownBy(() -> OuraSimulator.builder().port(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port must be from 0 to 65535");
  }
}
