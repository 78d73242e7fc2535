// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.examples.data.ReportData.Fetched;
import io.github.oura4j.examples.report.ReportPage;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
  private static final Pattern POINT = Pattern.compile("[ML]([0-9.]+) ([0-9.]+)");

  /** A person who forgets the ring on some days, for whom there are gaps. */
  private static OuraSimulator simulator() {
    return OuraSimulator.builder()
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .person(SimulatedPerson.builder().firstDay(TODAY.minusDays(130)).build())
        .start();
  }

  private static ReportData fetch(OuraSimulator simulator, int days) {
    return fetch(simulator, TODAY.minusDays(days - 1L), TODAY);
  }

  private static ReportData fetch(OuraSimulator simulator, LocalDate first, LocalDate last) {
    try (OuraClient oura =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .zone(simulator.person().zone())
            .build()) {
      return ReportData.fetch(oura, first, last);
    }
  }

  /** A person in a time zone with daylight saving time, who wears the ring every day. */
  private static ReportData fetchFromHelsinki(LocalDate first, LocalDate last) {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .firstDay(LocalDate.of(2025, 1, 1))
            .zone(HELSINKI)
            .wearsRingEveryDay()
            .build();
    try (OuraSimulator simulator =
        OuraSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).person(person).start()) {
      return fetch(simulator, first, last);
    }
  }

  private static ReportData empty() {
    return empty(ZonedDateTime.ofInstant(NOW, ZoneOffset.UTC));
  }

  private static ReportData empty(ZonedDateTime now) {
    return new ReportData(
        TODAY.minusDays(2),
        TODAY,
        now,
        none(DataType.SLEEP),
        none(DataType.DAILY_SLEEP),
        none(DataType.DAILY_READINESS),
        none(DataType.DAILY_ACTIVITY),
        none(DataType.DAILY_STRESS),
        none(DataType.DAILY_SPO2),
        none(DataType.HEART_RATE));
  }

  private static <T> Fetched<T> none(DataType type) {
    return new Fetched<>(type, List.of(), null);
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  @Test
  void render_ofNinetyDays_isWellFormedAndSmall() throws Exception {
    String page;
    try (OuraSimulator simulator = simulator()) {
      page = ReportPage.render(fetch(simulator, 90));
    }

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(300_000, 1_000_000);
    NodeList charts = parse(page).getElementsByTagName("svg");
    for (int index = 0; index < charts.getLength(); index++) {
      Element chart = (Element) charts.item(index);
      if (!chart.getAttribute("class").equals("key")) {
        assertThat(textOf(chart, "title")).isNotBlank();
        assertThat(textOf(chart, "desc")).isNotBlank();
        assertThat(chart.getAttribute("role")).isEqualTo("img");
      }
    }
    assertThat(page)
        .doesNotContain("NaN", "Infinity", "style=")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  private static String textOf(Element chart, String child) {
    return chart.getElementsByTagName(child).item(0).getTextContent();
  }

  @Test
  void render_ofToday_comparesNoPartOfADay() {
    String page;
    try (OuraSimulator simulator = simulator()) {
      page = ReportPage.render(fetch(simulator, 1));
    }

    assertThat(page)
        .contains(
            "<h1>Oura report: Sat, Mar 21, 2026</h1>", "No activity scores on Sat, Mar 21, 2026.")
        .contains("<strong>Steps:</strong> only Sat, Mar 21, which is not over.")
        .containsPattern(
            "bpm at 0\\d:\\d\\d. Today is not over and is not compared with other days.");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-30T03:59+03:00,2025-03-29",
    "2025-03-30T04:00+03:00,2025-03-30",
    "2025-10-26T03:59+02:00,2025-10-25",
    "2025-10-26T04:00+02:00,2025-10-26"
  })
  void unfinished_whenTheClocksChange_changesAtFour(OffsetDateTime now, LocalDate unfinished) {
    assertThat(empty(now.atZoneSameInstant(HELSINKI)).unfinished()).isEqualTo(unfinished);
  }

  /** The day of activity before the change of the clocks ends at 04:00, after the change. */
  @ParameterizedTest
  @CsvSource({"2025-03-29,23", "2025-10-25,25"})
  void activityChart_ofADayOf23Or25Hours_showsAllOfThem(LocalDate day, double hours)
      throws Exception {
    Document page = parse(ReportPage.render(fetchFromHelsinki(day.minusDays(1), day.plusDays(1))));
    Element chart = wideChart(page, "Time in each activity class");
    NavigableMap<Double, Double> topByX = new TreeMap<>();
    for (Element bar : elements(chart, "path", "class-[a-z-]+")) {
      double[] corner = points(bar).get(0);
      topByX.merge(corner[0], corner[1], Math::min);
    }
    List<Element> ticks = elements(chart, "text", "y");
    double zero = y(ticks.get(0));
    Element highest = ticks.get(ticks.size() - 1);
    double hour = (zero - y(highest)) / Double.parseDouble(highest.getTextContent());

    assertThat(topByX.values().stream().map(top -> (zero - 4 - top) / hour))
        .hasSize(3)
        .zipSatisfy(
            List.of(24.0, hours, 24.0),
            (drawn, expected) -> assertThat(drawn).isCloseTo(expected, within(0.1)));
  }

  @ParameterizedTest
  @CsvSource({"2025-03-30,23", "2025-10-26,25"})
  void heartRateChart_ofADayOf23Or25Hours_hasTheTimesThatPassed(LocalDate day, int hours)
      throws Exception {
    ReportData data = fetchFromHelsinki(day, day);
    Element chart = wideChart(parse(ReportPage.render(data)), "Heart rate on");
    long midnight = day.atStartOfDay(HELSINKI).toEpochSecond();
    double minute = (800 - 46 - 8) / (hours * 60.0);
    List<Double> expected =
        data.heartRate().values().stream()
            .map(sample -> sample.timestamp().toEpochSecond() - midnight)
            .filter(seconds -> seconds >= 0)
            .map(seconds -> 46 + (Math.floorDiv(seconds, 300) * 5 + 2.5) * minute)
            .distinct()
            .toList();

    assertThat(points(elements(chart, "path", "line heart").get(0)).stream().map(point -> point[0]))
        .hasSizeGreaterThan(200)
        .zipSatisfy(expected, (x, time) -> assertThat(x).isCloseTo(time, within(0.06)));
    double noon = 46 + (hours - 12) * 60 * minute;
    assertThat(elements(chart, "text", "x"))
        .filteredOn(label -> label.getTextContent().equals("12:00"))
        .singleElement()
        .satisfies(
            label ->
                assertThat(Double.parseDouble(label.getAttribute("x")))
                    .isCloseTo(noon, within(0.06)));
  }

  @ParameterizedTest
  @CsvSource({"2025-03-30,+02:00,+03:00", "2025-10-26,+03:00,+02:00"})
  void night_whenTheClocksChange_hasTheOffsetsOfItsTimes(LocalDate day, String start, String end)
      throws Exception {
    ReportData data = fetchFromHelsinki(day, day.plusDays(1));
    SleepPeriod night =
        data.sleep().values().stream()
            .filter(period -> period.day().equals(day))
            .findFirst()
            .orElseThrow();
    String page = ReportPage.render(data);

    assertThat(page)
        .contains(
            "From %tR (UTC%s) to %tR (UTC%s): "
                .formatted(night.bedtimeStart(), start, night.bedtimeEnd(), end))
        .containsOnlyOnce(", times in UTC" + start);
  }

  private static Element wideChart(Document page, String title) {
    return elements(page.getDocumentElement(), "svg", "wide").stream()
        .filter(chart -> textOf(chart, "title").startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> elements(Element parent, String name, String cssClass) {
    NodeList all = parent.getElementsByTagName(name);
    return IntStream.range(0, all.getLength())
        .mapToObj(index -> (Element) all.item(index))
        .filter(element -> element.getAttribute("class").matches(cssClass))
        .toList();
  }

  private static List<double[]> points(Element path) {
    return POINT
        .matcher(path.getAttribute("d"))
        .results()
        .map(
            point ->
                new double[] {
                  Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))
                })
        .toList();
  }

  private static double y(Element label) {
    return Double.parseDouble(label.getAttribute("y"));
  }

  @Test
  void render_withoutAnyData_hasASentenceInEachPlace() throws Exception {
    String page = ReportPage.render(empty());

    assertThat(parse(page).getElementsByTagName("h2").getLength()).isEqualTo(9);
    assertThat(page.split("class=\"missing\"", -1)).hasSize(13);
    assertThat(page)
        .contains("Rings before generation 3 do not measure it")
        .contains("No heart rate from Thu, Mar 19, 2026 to Fri, Mar 20, 2026.")
        .doesNotContain("class=\"legend\"", "class=\"tiles\"");
  }

  @Test
  void render_withHostileText_escapesIt() throws Exception {
    String hostile = "<img src=x onerror='alert(1)'>\u0000&\"";
    HeartRate sample =
        HeartRate.builder()
            .bpm(60)
            .source(HeartRateSource.of(hostile))
            .timestamp(OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC))
            .build();
    ReportData data = empty();
    String page =
        ReportPage.render(
            new ReportData(
                data.first(),
                data.last(),
                data.now(),
                new Fetched<>(DataType.SLEEP, List.of(), new OuraIoException(hostile)),
                data.sleepScores(),
                data.readiness(),
                data.activity(),
                data.stress(),
                data.spo2(),
                new Fetched<>(DataType.HEART_RATE, List.of(sample), null)));

    assertThat(page).contains("&lt;img src=x").doesNotContain("<img");
    parse(page);
  }

  @Test
  void render_withExtremeValues_drawsThem() throws Exception {
    List<DailySleep> scores =
        Stream.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE)
            .map(score -> DailySleep.builder().day(TODAY).score(score).build())
            .toList();
    ReportData data = empty();
    for (DailySleep score : scores) {
      String page =
          ReportPage.render(
              new ReportData(
                  data.first(),
                  data.last(),
                  data.now(),
                  data.sleep(),
                  new Fetched<>(DataType.DAILY_SLEEP, List.of(score), null),
                  data.readiness(),
                  data.activity(),
                  data.stress(),
                  data.spo2(),
                  data.heartRate()));

      assertThat(page).doesNotContain("NaN", "Infinity");
      assertThat(parse(page).getElementsByTagName("circle").getLength()).isEqualTo(2);
    }
  }
}
