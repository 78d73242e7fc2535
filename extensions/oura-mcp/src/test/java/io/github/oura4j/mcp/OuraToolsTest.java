// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static io.github.oura4j.mcp.Fixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.timeline.SleepDay;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OuraToolsTest {
  private static final int DAYS = 60;
  private static final LocalDate FIRST = TODAY.minusDays(DAYS - 1);

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.start();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class)
  void listData_ofDatesAndManyPages_countsEveryDocument(DataType type) throws Exception {
    if (type.kind() != DataType.Kind.DATED_DOCUMENTS) {
      return;
    }
    boolean isGrowing = type == DataType.DAILY_ACTIVITY || type == DataType.DAILY_STRESS;
    long expected = documents(type, isGrowing ? TODAY.minusDays(1) : TODAY).size();

    JsonNode result = fixture.result("list_data", Map.of("type", type.pathName(), "days", DAYS));

    assertThat(result.path("count").asLong()).isEqualTo(expected);
  }

  private static List<? extends Document> documents(DataType type) {
    return documents(type, TODAY);
  }

  private static List<? extends Document> documents(DataType type, LocalDate last) {
    return fixture
        .simulatedPerson()
        .documents(type.documentType().asSubclass(Document.class), FIRST, last);
  }

  @Test
  void listData_ofSleep_separatesNightsFromNaps() throws Exception {
    List<SleepPeriod> nights =
        documents(DataType.SLEEP).stream()
            .map(SleepPeriod.class::cast)
            .filter(period -> SleepType.LONG_SLEEP.equals(period.type()))
            .toList();

    JsonNode result = fixture.result("list_data", Map.of("type", "sleep", "days", DAYS));

    assertThat(result.has("numbers")).isFalse();
    assertThat(result.path("by_type")).hasSizeGreaterThan(1);
    assertThat(sum(result.path("by_type"), "count")).isEqualTo(result.path("count").asLong());
    assertThat(result.at("/by_type/long_sleep/count").asInt()).isEqualTo(nights.size());
    assertThat(result.at("/by_type/long_sleep/numbers/total_sleep_duration/mean").asDouble())
        .isCloseTo(
            nights.stream()
                .mapToInt(night -> Objects.requireNonNull(night.totalSleepDuration()))
                .average()
                .orElseThrow(),
            within(0.01));
    assertThat(result.path("note").asText()).contains("long_sleep are nights");
  }

  @Test
  void listData_ofADayThatIsNotOver_leavesOutItsGrowingValues() throws Exception {
    JsonNode result = fixture.result("list_data", Map.of("type", "daily_activity", "days", 1));

    assertThat(result.path("count").asInt()).isZero();
    assertThat(result.path("note").asText())
        .contains("day of 2026-03-21", "not over", "rows=true")
        .doesNotContain("no data");
  }

  @Test
  void tools_beforeFourInTheMorning_leaveOutYesterdaysGrowingValuesToo() throws Exception {
    for (LocalTime time : List.of(LocalTime.of(3, 59), LocalTime.of(4, 0))) {
      try (Fixture early = Fixture.at(time)) {
        LocalDate lastComplete = time.getHour() < 4 ? TODAY.minusDays(2) : TODAY.minusDays(1);
        double mean =
            early
                .simulatedPerson()
                .documents(DailyActivity.class, TODAY.minusDays(2), lastComplete)
                .stream()
                .mapToInt(activity -> Objects.requireNonNull(activity.steps()))
                .average()
                .orElseThrow();

        JsonNode summary = early.result("summarize_days", Map.of("days", 3));
        JsonNode list = early.result("list_data", Map.of("type", "daily_activity", "days", 3));

        assertThat(summary.at("/averages/steps/mean").asDouble()).isCloseTo(mean, within(0.01));
        assertThat(summary.path("notes").toString()).contains("of " + lastComplete.plusDays(1));
        assertThat(list.at("/numbers/steps/mean").asDouble()).isCloseTo(mean, within(0.01));
      }
    }
  }

  @Test
  void listData_withTextsThatAreNotCounted_namesThem() throws Exception {
    JsonNode result = fixture.result("list_data", Map.of("type", "daily_activity"));

    assertThat(result.path("note").asText()).contains("Left out", "class_5_min");
  }

  @Test
  void listData_ofATimeSeriesWithManyPages_countsEverySample() throws Exception {
    SimulatedPerson person = fixture.simulatedPerson();
    Instant start = TODAY.minusDays(34).atStartOfDay(person.zone()).toInstant();
    Instant end = TODAY.plusDays(1).atStartOfDay(person.zone()).toInstant();

    JsonNode result = fixture.result("list_data", Map.of("type", "heartrate", "days", 35));

    assertThat(result.path("count").asLong())
        .isGreaterThan(1_000)
        .isEqualTo(person.heartRate(start, end).count());
    assertThat(sum(result.path("by_week"), "count")).isEqualTo(result.path("count").asLong());
  }

  private static long sum(JsonNode periods, String property) {
    return StreamSupport.stream(periods.spliterator(), false)
        .mapToLong(period -> period.path(property).asLong())
        .sum();
  }

  @Test
  void listData_ofHeartRate_separatesWorkoutsFromRest() throws Exception {
    JsonNode result = fixture.result("list_data", Map.of("type", "heartrate", "days", 7));

    assertThat(result.at("/by_source/sleep/bpm/mean").asDouble())
        .isLessThan(result.at("/by_source/workout/bpm/mean").asDouble());
    assertThat(sum(result.path("by_source"), "count")).isEqualTo(result.path("count").asLong());
    assertThat(result.path("note").asText()).contains("compare by_source");
  }

  @Test
  void listData_withFields_summarizesOnlyThese() throws Exception {
    JsonNode result =
        fixture.result("list_data", Map.of("type", "sleep", "fields", List.of("average_hrv")));

    JsonNode nights = result.at("/by_type/long_sleep");
    assertThat(nights.path("numbers").fieldNames()).toIterable().containsExactly("average_hrv");
    assertThat(nights.has("values")).isFalse();
  }

  @Test
  void tools_withoutData_sayThatThereIsNone() throws Exception {
    Map<String, Object> days = Map.of("start_date", "2012-01-01", "end_date", "2012-01-05");
    Map<String, Object> sleep = with(days, "type", "sleep");

    assertThat(fixture.result("list_data", sleep).path("note").asText()).contains("no data");
    assertThat(fixture.result("list_data", with(sleep, "rows", true)).path("notes").toString())
        .contains("no data");
    assertThat(
            fixture
                .result("list_data", Map.of("type", "sleep", "rows", true, "offset", 100))
                .path("notes")
                .toString())
        .contains("at most 100 rows");
    assertThat(fixture.result("summarize_days", days).path("notes").toString()).contains("no data");
    assertThat(fixture.result("get_trends", days).path("steps").asText()).isEqualTo("not measured");
  }

  @Test
  void listData_withoutDates_saysThatTheRangeDoesNotApply() throws Exception {
    Map<String, Object> arguments = Map.of("type", "ring_configuration");

    assertThat(fixture.result("list_data", arguments).has("range_note")).isFalse();
    assertThat(fixture.result("list_data", with(arguments, "days", 3)).path("range_note").asText())
        .contains("no dates");
  }

  @Test
  void listData_asRows_leadsFromPageToPageToAllDocuments() throws Exception {
    List<String> ids = new ArrayList<>();
    JsonNode result;
    do {
      result =
          fixture.result(
              "list_data",
              Map.of("type", "sleep", "days", DAYS, "rows", true, "offset", ids.size()));
      result.path("rows").forEach(row -> ids.add(row.path("id").asText()));
    } while (result.path("notes").toString().contains("offset=" + ids.size()));

    assertThat(ids)
        .hasSizeGreaterThan(50)
        .containsExactlyInAnyOrderElementsOf(
            documents(DataType.SLEEP).stream().map(Document::id).toList());
  }

  @Test
  void listData_withLongSeries_shortensThemAndSaysHowToGetThem() throws Exception {
    Map<String, Object> arguments =
        Map.of("type", "daily_activity", "start_date", "2026-03-20", "end_date", "2026-03-20");

    JsonNode result = fixture.result("list_data", with(arguments, "rows", true));
    JsonNode full =
        fixture.result("list_data", with(with(arguments, "rows", true), "fields", List.of("met")));

    assertThat(result.at("/rows/0/met/items/count").asInt()).isEqualTo(1440);
    assertThat(result.path("notes").toString()).contains("class_5_min, met", "fields");
    assertThat(full.at("/rows/0/met/items")).hasSize(1440);
    assertThat(full.path("rows").path(0).has("steps")).isFalse();
    assertThat(full.has("notes")).isFalse();
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> more = new HashMap<>(map);
    more.put(name, value);
    return more;
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void listData_asManyRows_fitsTheContextOfAModel(DataType type) {
    String text =
        Fixture.text(
            fixture.call(
                "list_data",
                Map.of("type", type.pathName(), "days", 90, "rows", true, "limit", 500)));

    assertThat(text.length()).isLessThan(ListData.MOST_CHARACTERS + 1_000);
  }

  @Test
  void listData_ofNumbers_returnsTheirMeanAndExtremes() throws Exception {
    var scores =
        documents(DataType.DAILY_SLEEP).stream()
            .map(document -> ((DailySleep) document).score())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .summaryStatistics();

    JsonNode score =
        fixture
            .result("list_data", Map.of("type", "daily_sleep", "days", DAYS))
            .at("/numbers/score");

    assertThat(score.path("mean").asDouble()).isCloseTo(scores.getAverage(), within(0.01));
    assertThat(score.path("min").asInt()).isEqualTo(scores.getMin());
    assertThat(score.path("max").asInt()).isEqualTo(scores.getMax());
    assertThat(score.path("max_day").asText()).startsWith("2026-");
  }

  @Test
  void getNight_withoutArguments_describesTheNewestNight() throws Exception {
    SleepPeriod night = night(TODAY);

    JsonNode result = fixture.result("get_night", Map.of());

    assertThat(result.path("date").asText()).isEqualTo(TODAY.toString());
    assertThat(result.at("/sleep/asleep_minutes").asDouble())
        .isEqualTo(Objects.requireNonNull(night.totalSleepDuration()) / 60.0);
    assertThat(result.at("/sleep/lowest_heart_rate_bpm").asDouble())
        .isEqualTo(night.lowestHeartRate());
    assertThat(sum(result.path("stages"), "minutes"))
        .isCloseTo(result.at("/sleep/in_bed_minutes").asLong(), within(5L));
    assertThat(result.path("heart_rate_bpm_by_30_minutes")).hasSizeGreaterThan(5);
    assertThat(result.at("/daily_sleep/score").isInt()).isTrue();
  }

  private static SleepPeriod night(LocalDate day) {
    return SleepDay.of(day, fixture.simulatedPerson().documents(SleepPeriod.class, FIRST, TODAY))
        .mainSleep()
        .orElseThrow();
  }

  @Test
  void getNight_beforeTheRingWasWorn_saysSo() throws Exception {
    assertThat(fixture.result("get_night", Map.of("date", "2020-01-01")).path("note").asText())
        .contains("no night in the 30 days up to 2020-01-01");
  }

  @Test
  void summarizeDays_ofManyDays_cutsRowsAndSaysHowToGetThem() throws Exception {
    JsonNode result = fixture.result("summarize_days", Map.of("days", DAYS));

    assertThat(result.path("days_with_data").asInt()).isEqualTo(DAYS);
    assertThat(result.path("days")).hasSize(31);
    assertThat(result.path("notes").toString())
        .contains("29 earlier days are left out", "start_date 2026-01-21 and end_date 2026-02-18");
  }

  @Test
  void summarizeDays_today_leavesPartialFiguresOutOfMeans() throws Exception {
    JsonNode result = fixture.result("summarize_days", Map.of("days", 2));

    DailyActivity yesterday =
        fixture
            .simulatedPerson()
            .documents(DailyActivity.class, TODAY.minusDays(1), TODAY.minusDays(1))
            .get(0);
    assertThat(result.at("/averages/steps/mean").asInt()).isEqualTo(yesterday.steps());
    assertThat(result.at("/days/1/steps").asInt()).isLessThan(yesterday.steps());
    assertThat(result.path("notes").toString()).contains("2026-03-21 lasts until 04:00", "steps");
  }

  @Test
  void getTrends_ofAMetric_comparesWithTheRangeBefore() throws Exception {
    double mean = meanScore(TODAY.minusDays(29), TODAY);
    double before = meanScore(TODAY.minusDays(59), TODAY.minusDays(30));

    JsonNode result = fixture.result("get_trends", Map.of("metrics", List.of("sleep_score")));

    assertThat(result.has("steps")).isFalse();
    JsonNode trend = result.path("sleep_score");
    assertThat(trend.path("mean").asDouble()).isCloseTo(mean, within(0.01));
    assertThat(trend.path("previous_mean").asDouble()).isCloseTo(before, within(0.01));
    assertThat(trend.path("previous_count").asInt()).isEqualTo(30);
    assertThat(trend.path("change").asDouble()).isCloseTo(mean - before, within(0.01));
    assertThat(trend.path("by_week")).hasSize(5);
  }

  private static double meanScore(LocalDate first, LocalDate last) {
    return fixture.simulatedPerson().documents(DailySleep.class, first, last).stream()
        .mapToInt(document -> Objects.requireNonNull(document.score()))
        .average()
        .orElseThrow();
  }

  static Stream<List<Object>> wrongCalls() {
    return Stream.of(
        List.of("list_data", Map.of(), "argument type is missing"),
        List.of("list_data", Map.of("type", "sleeps"), "\"sleeps\" is unknown. Use one of: "),
        List.of("list_data", Map.of("type", 7), "type must be a string"),
        List.of(
            "list_data",
            Map.of("type", "sleep", "start_date", "2026-02-30"),
            "start_date must be a date that exists"),
        List.of(
            "list_data",
            Map.of("type", "sleep", "start_date", "2026-03-02", "end_date", "2026-03-01"),
            "start_date 2026-03-02 is after end_date 2026-03-01"),
        List.of("list_data", Map.of("type", "sleep", "start_date", "2027-01-01"), "in the future"),
        List.of(
            "list_data",
            Map.of("type", "heartrate", "start_date", "2020-01-01"),
            "use at most 366 days"),
        List.of(
            "list_data",
            Map.of("type", "sleep", "fields", List.of("scores")),
            "\"scores\" is unknown"),
        List.of("list_data", Map.of("type", "sleep", "rows", "yes"), "rows must be true or false"),
        List.of("list_data", Map.of("type", "sleep", "from", "2026-03-01"), "no argument \"from\""),
        List.of("summarize_days", Map.of("days", 0), "days must be a whole number from 1 to 366"),
        List.of("summarize_days", Map.of("days", 1.5), "days must be a whole number"),
        List.of(
            "summarize_days",
            Map.of("days", 3, "start_date", "2026-03-01"),
            "either start_date or days"),
        List.of("get_trends", Map.of("metrics", List.of("mood")), "\"mood\" is unknown"),
        List.of("get_night", Map.of("date", "yesterday"), "date must be a date"),
        List.of("get_night", Map.of("date", "2026-03-22"), "date 2026-03-22 is in the future"),
        List.of("get_night", Map.of("date", "0000-01-01"), "date must be from 2010-01-01"),
        List.of("get_night", Map.of("date", "-999999999-01-01"), "date must be from 2010-01-01"),
        List.of(
            "summarize_days",
            Map.of("start_date", "2026-03-01", "end_date", "+999999999-12-31"),
            "end_date must be from 2010-01-01 to 2099-12-31"),
        List.of(
            "get_trends",
            Map.of("start_date", "2012-01-01", "end_date", "2026-01-01"),
            "use at most 1,098 days"),
        List.of("list_data", Map.of("type", "sleep", "offset", -1, "rows", true), "offset must"),
        List.of(
            "list_data",
            Map.of("type", "sleep", "days", new BigInteger("9".repeat(1_000))),
            "days must be a whole number"),
        List.of("list_data", Map.of("type", "s".repeat(100_000)), "\"" + "s".repeat(40) + "...\""),
        List.of("list_data", Map.of("type", "sleep", "fields", "score"), "a list of strings"));
  }

  @ParameterizedTest
  @MethodSource("wrongCalls")
  void call_withWrongArguments_returnsASentenceAsError(List<Object> call) {
    @SuppressWarnings("unchecked")
    Map<String, Object> arguments = (Map<String, Object>) call.get(1);

    assertThat(fixture.error((String) call.get(0), arguments)).contains((String) call.get(2));
  }

  @Test
  void call_withARejectedToken_returnsAndLogsTheClientsMessage() {
    try (Fixture rejected = Fixture.of(OuraSimulator.start(), "wrong-token")) {
      String message = rejected.error("summarize_days", Map.of());

      assertThat(message).contains("401").doesNotContain("wrong-token");
      assertThat(rejected.log()).isEqualTo("summarize_days: " + message + System.lineSeparator());
    }
  }

  @Test
  void summarizeDays_withoutAScope_leavesOutItsDataOnly() throws Exception {
    OuraSimulator simulator =
        OuraSimulator.builder()
            .person(Fixture.person().build())
            .application("id", "secret")
            .start();
    try (Fixture partial = Fixture.of(simulator, tokenForDailyData(simulator))) {
      JsonNode result = partial.result("summarize_days", Map.of());

      assertThat(result.at("/averages/sleep_score/mean").isNumber()).isTrue();
      assertThat(result.at("/averages").has("spo2_percent")).isFalse();
      assertThat(result.path("notes").toString()).contains("Without daily_spo2: ");
    }
  }

  private static String tokenForDailyData(OuraSimulator simulator) {
    try (OAuthClient oauth =
        OAuthClient.builder("id", "secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()))
            .redirectUri("http://localhost:8765/callback")
            .build()) {
      AuthorizationRequest request = oauth.authorize(Set.of(Scope.DAILY));
      String callback = simulator.authorization().allow(request.uri().toString());
      return oauth.exchange(oauth.parseCallback(callback, request.state())).accessToken();
    }
  }
}
