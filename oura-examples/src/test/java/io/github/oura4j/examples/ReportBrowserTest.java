// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.examples.report.ReportPage;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.timeline.SleepDay;
import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import io.github.oura4j.timeline.Timelines;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what a browser draws with the data of the simulated person, who forgets the ring on some
 * days. Requires Chromium: skipped on machines without it, except in continuous integration.
 */
class ReportBrowserTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);
  private static final LocalDate FIRST = TODAY.minusDays(29);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH);
  private static final double SECONDS_PER_HOUR = 3600;

  @TempDir static Path directory;

  private static OuraSimulator simulator;
  private static ReportData data;
  private static HeadlessChromium browser;
  private static Path file;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> chromium = HeadlessChromium.find();
    assumeTrue(
        chromium.isPresent() || "true".equals(System.getenv("CI")),
        "there is no Chromium on this machine");
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    SimulatedPerson person = SimulatedPerson.builder().firstDay(TODAY.minusDays(80)).build();
    simulator = OuraSimulator.builder().clock(clock).person(person).start();
    try (OuraClient oura =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .clock(clock)
            .zone(person.zone())
            .build()) {
      data = ReportData.fetch(oura, FIRST, TODAY);
      file = directory.resolve("report.html");
      Files.writeString(file, ReportPage.render(data));
    }
    browser = HeadlessChromium.start(chromium.orElseThrow(), directory.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (simulator != null) {
      simulator.close();
    }
  }

  @BeforeEach
  void load() throws Exception {
    browser.recordRequests();
    browser.resize(1280, 900);
    browser.open(file.toUri());
    browser.awaitText("Temperature deviation");
    try (InputStream script = ReportBrowserTest.class.getResourceAsStream("read-charts.js")) {
      browser.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static <T extends Document> NavigableMap<LocalDate, Double> values(
      List<T> documents, Function<T, ? extends @Nullable Number> value) {
    NavigableMap<LocalDate, Double> values = new TreeMap<>();
    for (T document : documents) {
      Number number = value.apply(document);
      if (number != null) {
        values.put(Objects.requireNonNull(document.firstDay()), number.doubleValue());
      }
    }
    return values;
  }

  private static List<DailyActivity> activity() {
    return data.activity().values();
  }

  private static List<SleepPeriod> nights() {
    return SleepDay.of(data.sleep().values()).stream()
        .flatMap(day -> day.mainSleep().stream())
        .toList();
  }

  private static @Nullable Double hours(@Nullable Integer seconds) {
    return seconds == null ? null : Double.valueOf(seconds / SECONDS_PER_HOUR);
  }

  @Test
  void dots_ofEachChart_areAtTheValuesAndMeansEndAtGaps() throws Exception {
    assertDots("Sleep score", values(data.sleepScores().values(), DailySleep::score), 0.1);
    assertDots("Readiness score", values(data.readiness().values(), DailyReadiness::score), 0.1);
    assertDots("Activity score", values(activity(), DailyActivity::score), 0.1);
    assertDots("Resting heart rate", values(nights(), SleepPeriod::lowestHeartRate), 0.1);
    assertDots("Heart rate variability", values(nights(), SleepPeriod::averageHrv), 0.1);
    assertDots("Blood oxygen", values(data.spo2().values(), ReportBrowserTest::average), 0.02);
  }

  private static @Nullable Double average(DailySpo2 spo2) {
    return spo2.spo2Percentage() == null ? null : spo2.spo2Percentage().average();
  }

  private static void assertDots(
      String title, NavigableMap<LocalDate, Double> values, double tolerance) throws Exception {
    NavigableMap<LocalDate, Double> inRange = values.tailMap(FIRST, true);
    assertThat(inRange.size()).as(title + " has gaps").isBetween(10, 29);
    String dots = browser.evaluate("dots('%s', 'circle')".formatted(title));
    String line = browser.evaluate("line('%s', '.thin', dayAt)".formatted(title));
    String means = browser.evaluate("line('%s', '.mean', dayAt)".formatted(title));

    assertPoints(dots, inRange, tolerance);
    assertLine(line, inRange, tolerance);
    assertLine(means, sevenDayMeans(values), tolerance);
    assertThat(browser.evaluate("shadedDays('%s')".formatted(title)))
        .isEqualTo(String.valueOf(30 - inRange.size()));
  }

  private static NavigableMap<LocalDate, Double> sevenDayMeans(
      NavigableMap<LocalDate, Double> values) {
    NavigableMap<LocalDate, Double> means = new TreeMap<>();
    for (LocalDate day : values.tailMap(FIRST, true).keySet()) {
      Collection<Double> week = values.subMap(day.minusDays(6), true, day, true).values();
      if (week.size() >= 4) {
        means.put(day, week.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
      }
    }
    return means;
  }

  private static void assertLine(
      String line, NavigableMap<LocalDate, Double> expected, double tolerance) {
    assertPoints(line.replace('|', ';'), expected, tolerance);
    long parts =
        expected.keySet().stream().filter(day -> !expected.containsKey(day.minusDays(1))).count();
    assertThat(line.split("\\|", -1)).hasSize((int) parts);
  }

  private static void assertPoints(
      String read, NavigableMap<LocalDate, Double> expected, double tolerance) {
    Map<String, Double> drawn =
        Stream.of(read.split(";", -1))
            .map(point -> point.split("=", -1))
            .collect(Collectors.toMap(point -> point[0], point -> Double.valueOf(point[1])));
    assertThat(drawn).hasSameSizeAs(expected);
    expected.forEach(
        (day, value) ->
            assertThat(drawn.get(DAY.format(day)))
                .as(day.toString())
                .isCloseTo(value, within(tolerance)));
  }

  @Test
  void bars_ofEachChart_extendFromZeroToTheValues() throws Exception {
    NavigableMap<LocalDate, Double> temperature =
        values(data.readiness().values(), DailyReadiness::temperatureDeviation);
    NavigableMap<LocalDate, Double> recovery =
        values(data.stress().values(), day -> hours(day.recoveryHigh()));
    NavigableMap<LocalDate, Double> stress =
        values(data.stress().values(), day -> hours(day.stressHigh()));
    stress.replaceAll((day, hours) -> -hours);

    assertBars("Steps", ".steps", values(activity(), DailyActivity::steps), 20);
    assertBars("Temperature", ".temperature", temperature, 0.01);
    assertBars("High stress", ".recovery", recovery, 0.02);
    assertBars("High stress", ".stress", stress, 0.02);
  }

  private static void assertBars(
      String title, String marks, NavigableMap<LocalDate, Double> values, double tolerance)
      throws Exception {
    Map<LocalDate, double[]> ends = new TreeMap<>();
    values
        .tailMap(FIRST, true)
        .forEach(
            (day, value) -> ends.put(day, new double[] {Math.min(0, value), Math.max(0, value)}));
    ends.values().removeIf(end -> end[0] == end[1]);
    assertBars(title, marks, ends, tolerance);
  }

  private static void assertBars(
      String title, String marks, Map<LocalDate, double[]> expected, double tolerance)
      throws Exception {
    String read = browser.evaluate("bars('%s', '%s')".formatted(title, marks));
    Map<String, String> drawn =
        Stream.of(read.split(";", -1))
            .map(bar -> bar.split("=", -1))
            .collect(Collectors.toMap(bar -> bar[0], bar -> bar[1]));
    assertThat(drawn).hasSameSizeAs(expected).hasSizeGreaterThan(5);
    expected.forEach(
        (day, ends) -> {
          String[] bar = drawn.get(DAY.format(day)).split("\\.\\.", -1);
          assertThat(Double.parseDouble(bar[0]))
              .as("from " + day)
              .isCloseTo(ends[0], within(tolerance));
          assertThat(Double.parseDouble(bar[1]))
              .as("to " + day)
              .isCloseTo(ends[1], within(tolerance));
        });
  }

  @Test
  void activityClasses_ofEachDay_areStackedWithTheirHours() throws Exception {
    Map<LocalDate, Double> tops = new TreeMap<>();
    assertStacked("high", tops, DailyActivity::highActivityTime);
    assertStacked("medium", tops, DailyActivity::mediumActivityTime);
    assertStacked("low", tops, DailyActivity::lowActivityTime);
    assertStacked("inactive", tops, DailyActivity::sedentaryTime);
    assertStacked("rest", tops, DailyActivity::restingTime);
    assertStacked("not-worn", tops, DailyActivity::nonWearTime);
  }

  private static void assertStacked(
      String name, Map<LocalDate, Double> tops, Function<DailyActivity, Integer> seconds)
      throws Exception {
    Map<LocalDate, double[]> ends = new TreeMap<>();
    values(activity(), activity -> hours(seconds.apply(activity)))
        .tailMap(FIRST, true)
        .forEach(
            (day, hours) -> {
              double top = tops.merge(day, hours, Double::sum);
              ends.put(day, new double[] {top - hours, top});
            });
    ends.values().removeIf(end -> end[0] == end[1]);
    assertBars("Time in each activity class", ".class-" + name, ends, 0.05);
  }

  @Test
  void heartRate_ofTheLastCompleteDay_isDrawnAsMeansAndEndsAtGaps() throws Exception {
    NavigableMap<Double, Double> expected = new TreeMap<>();
    heartRateByFiveMinutes()
        .forEach(
            (index, samples) ->
                expected.put(
                    5 * index + 2.5,
                    samples.stream().mapToInt(Integer::intValue).average().orElseThrow()));
    String line = browser.evaluate("line('Heart rate on', '.heart', minuteAt)");

    List<String> points = List.of(line.replace('|', ';').split(";", -1));
    assertThat(points).hasSameSizeAs(expected.keySet()).hasSizeGreaterThan(100);
    int index = 0;
    for (Map.Entry<Double, Double> mean : expected.entrySet()) {
      String[] point = points.get(index++).split("=", -1);
      assertThat(Double.parseDouble(point[0])).isCloseTo(mean.getKey(), within(0.2));
      assertThat(Double.parseDouble(point[1])).isCloseTo(mean.getValue(), within(0.1));
    }
    long gaps =
        expected.keySet().stream()
            .filter(minute -> !expected.subMap(minute - 15, true, minute, false).isEmpty())
            .count();
    assertThat(line.split("\\|", -1)).hasSize(expected.size() - (int) gaps).hasSizeGreaterThan(1);
  }

  private static Map<Integer, List<Integer>> heartRateByFiveMinutes() {
    Map<Integer, List<Integer>> samples = new TreeMap<>();
    for (HeartRate sample : data.heartRate().values()) {
      LocalDateTime time =
          sample.timestamp().atZoneSameInstant(data.now().getZone()).toLocalDateTime();
      if (time.toLocalDate().equals(YESTERDAY)) {
        samples
            .computeIfAbsent(time.toLocalTime().toSecondOfDay() / 300, unused -> new ArrayList<>())
            .add(sample.bpm());
      }
    }
    return samples;
  }

  @Test
  void hypnograms_ofEachNight_haveThePhasesAtTheirTimes() throws Exception {
    List<List<String>> expected =
        nights().stream()
            .filter(night -> !night.day().isBefore(FIRST))
            .flatMap(night -> Timelines.sleepPhases5Minutes(night).stream())
            .map(ReportBrowserTest::runs)
            .toList();
    List<List<String>> drawn =
        Stream.of(browser.evaluate("nights()").split(";", -1))
            .map(night -> List.of(night.split(",", -1)))
            .toList();

    assertThat(drawn).isEqualTo(expected).hasSizeBetween(10, 29);
    assertThat(browser.evaluate("'' + document.querySelectorAll('.night').length")).isEqualTo("30");
  }

  private static List<String> runs(Timeline<SleepPhase> phases) {
    return phases.runs().stream()
        .filter(run -> run.value() != null)
        .map(
            run ->
                "%s %d %d"
                    .formatted(
                        run.value().toString().toLowerCase(Locale.ROOT),
                        run.start().toLocalTime().toSecondOfDay() / 60,
                        run.duration().toMinutes()))
        .toList();
  }

  @Test
  void value_whenHoveredOver_isShown() throws Exception {
    double steps = values(activity(), DailyActivity::steps).get(FIRST);

    browser.hover("chart('Steps').querySelector('.hits path')");

    assertThat(shown()).isEqualTo(String.format(Locale.ENGLISH, "Fri, Feb 20: %,.0f", steps));
  }

  @Test
  void value_whenArrowKeysArePressed_isThatOfTheNextMark() throws Exception {
    browser.evaluate("chart('Steps').focus()");

    assertThat(press("ArrowRight")).startsWith("Fri, Feb 20: ");
    assertThat(press("ArrowRight")).startsWith("Sat, Feb 21: ");
    assertThat(press("ArrowLeft")).startsWith("Fri, Feb 20: ");
    assertThat(press("ArrowLeft")).startsWith("Fri, Feb 20: ");
    assertThat(press("End")).startsWith("Sat, Mar 21: ").endsWith(" so far");
    browser.evaluate("document.querySelector('.nights').focus()");
    assertThat(shown()).isEmpty();
    assertThat(press("Home")).matches("Fri, Feb 20: Awake \\d\\d:\\d\\d–\\d\\d:\\d\\d");
  }

  private static String press(String key) throws Exception {
    browser.press(key);
    return shown();
  }

  private static String shown() throws Exception {
    return browser.evaluate("document.getElementById('value').innerText");
  }

  @Test
  void page_onAPhone_fitsAndShowsTheNarrowCharts() throws Exception {
    browser.resize(390, 844);

    assertThat(browser.evaluate("'' + document.documentElement.scrollWidth")).isEqualTo("390");
    assertThat(
            browser.evaluate(
                "['wide', 'narrow'].map(size =>"
                    + " getComputedStyle(document.querySelector('svg.' + size)).display).join()"))
        .isEqualTo("none,block");
  }

  @Test
  void page_whenOpened_requestsNothing() throws Exception {
    assertThat(browser.requests()).containsExactly(file.toUri().toString());
  }

  @Test
  void page_whenItContainsForeignContent_requestsNothingEither() throws Exception {
    int before = simulator.requests().size();
    browser.evaluate(
        """
        var violations = [];
        document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective));
        const url = '%s/x';
        fetch(url).catch(() => {});
        new Image().src = url;
        const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
        add('script', {src: url});
        add('script', {textContent: 'document.title = "foreign"'});
        add('iframe', {src: url});
        add('link', {rel: 'stylesheet', href: url});
        """
            .formatted(simulator.baseUrl()));

    assertThat(browser.await("violations.length >= 6 ? violations.sort().join() : ''"))
        .isEqualTo("connect-src,frame-src,img-src,script-src-elem,script-src-elem,style-src-elem");
    assertThat(browser.evaluate("document.title")).startsWith("Oura report: ");
    assertThat(simulator.requests()).hasSize(before);
  }
}
