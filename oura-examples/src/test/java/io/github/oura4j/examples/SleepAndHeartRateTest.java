// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.examples.data.DayHeartRate;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

class SleepAndHeartRateTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");

  @TempDir Path directory;

  private Programs programs = new Programs(Path.of(""));

  @BeforeEach
  void create() {
    programs = new Programs(directory);
  }

  private static OuraSimulator simulator(SimulatedPerson person) {
    return OuraSimulator.builder().clock(Programs.CLOCK).person(person).start();
  }

  private static OuraSimulator simulator() {
    return simulator(SimulatedPerson.builder().wearsRingEveryDay().build());
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(programs.out());
  }

  @Test
  void sleep_asJson_hasTheNumbersAndPhasesOfTheNight() throws Exception {
    try (OuraSimulator simulator = simulator()) {
      SleepPeriod expected =
          simulator.person().documents(SleepPeriod.class, TODAY, TODAY).stream()
              .max((a, b) -> Integer.compare(a.totalSleepDuration(), b.totalSleepDuration()))
              .orElseThrow();

      assertThat(programs.run(Programs.settings(simulator), "sleep", "--json")).isZero();

      assertThat(json().get("day").asText()).isEqualTo("2026-03-21");
      JsonNode night = json().get("night");
      assertThat(night.get("total_sleep_duration").asInt())
          .isEqualTo(expected.totalSleepDuration());
      int deep = 0;
      for (JsonNode run : night.get("phases")) {
        deep += run.get("phase").asText().equals("deep") ? run.get("seconds").asInt() : 0;
      }
      assertThat(deep).isPositive().isEqualTo(expected.deepSleepDuration());
      assertThat(programs.err()).isEmpty();
    }
  }

  @Test
  void sleep_ofAnotherDay_showsItsNight() {
    assertThat(programs.run("sleep", "--date", "2026-03-01")).isZero();

    assertThat(programs.out()).startsWith("The night to 2026-03-01, score ").contains("deep   ");
  }

  @ParameterizedTest
  @CsvSource({"2025-03-30,+02:00,+03:00", "2025-10-26,+03:00,+02:00"})
  void sleep_whenTheClocksChangeDuringTheNight_showsBothOffsets(
      LocalDate day, String start, String end) {
    SimulatedPerson person =
        SimulatedPerson.builder().firstDay(LocalDate.of(2025, 1, 1)).wearsRingEveryDay().build();
    try (OuraSimulator simulator = simulator(person)) {
      assertThat(programs.run(Programs.settings(simulator), "sleep", "--date", day.toString()))
          .isZero();

      SleepPeriod night = simulator.person().documents(SleepPeriod.class, day, day).get(0);
      assertThat(programs.out())
          .contains(
              "\n       times in UTC" + start + "\n",
              "in bed      %tR (UTC%s) to %tR (UTC%s), "
                  .formatted(night.bedtimeStart(), start, night.bedtimeEnd(), end));
    }
  }

  @Test
  void sleep_whenTheNewestNightIsOlder_saysSo() {
    try (OuraSimulator simulator =
        simulator(
            SimulatedPerson.builder()
                .firstDay(LocalDate.of(2026, 1, 1))
                .newestDay(LocalDate.of(2026, 3, 17))
                .wearsRingEveryDay()
                .build())) {
      assertThat(programs.run(Programs.settings(simulator), "sleep")).isZero();

      assertThat(programs.out()).startsWith("The night to 2026-03-17").contains("sync the ring");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sleep,No night in the last 30 days",
    "sleep --date 2026-03-20,Choose another one with --date.",
    "heart-rate,choose another day with --date.",
    "heart-rate --date 2026-03-20,choose another day with --date."
  })
  void program_withoutData_saysWhatToDo(String line, String message) {
    try (OuraSimulator simulator =
        simulator(
            SimulatedPerson.builder()
                .firstDay(LocalDate.of(2025, 1, 1))
                .newestDay(LocalDate.of(2025, 3, 17))
                .build())) {
      String[] arguments = line.split(" ", -1);

      assertThat(programs.run(Programs.settings(simulator), arguments)).isZero();

      assertThat(programs.out()).contains(message);
    }
  }

  @ParameterizedTest
  @CsvSource({"sleep", "heart-rate", "quickstart"})
  void program_withoutData_printsJsonWithNulls(String name) throws Exception {
    try (OuraSimulator simulator =
        simulator(
            SimulatedPerson.builder()
                .firstDay(LocalDate.of(2025, 1, 1))
                .newestDay(LocalDate.of(2025, 3, 17))
                .build())) {
      assertThat(programs.run(Programs.settings(simulator), name, "--json")).isZero();

      assertThat(json().get("source").asText()).isEqualTo("oura");
      assertThat(json().findValues(name.equals("heart-rate") ? "average" : "night"))
          .singleElement()
          .matches(JsonNode::isNull);
    }
  }

  @Test
  void dayHeartRate_hasTheLowestAndHighestOfAllSamples() {
    try (OuraSimulator simulator = simulator()) {
      Instant midnight = TODAY.minusDays(1).atStartOfDay(HELSINKI).toInstant();
      List<HeartRate> samples =
          simulator.person().heartRate(midnight, midnight.plus(Duration.ofDays(1))).toList();

      try (OuraClient oura = client(simulator)) {
        DayHeartRate day = DayHeartRate.of(oura, TODAY.minusDays(1), Duration.ofMinutes(20));

        assertThat(day.samples()).isEqualTo(samples.size());
        assertThat(day.steps()).hasSize(72);
        assertThat(day.lowest().bpm())
            .isEqualTo(samples.stream().mapToInt(HeartRate::bpm).min().orElseThrow());
        assertThat(day.highest().bpm())
            .isEqualTo(samples.stream().mapToInt(HeartRate::bpm).max().orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2026-03-20", "2025-03-30", "2025-10-26"})
  void dayHeartRate_ofADayWithAWorkout_countsEachFiveMinutesOnce(LocalDate day) {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .firstDay(LocalDate.of(2025, 1, 1))
            .wearsRingEveryDay()
            .workouts(1)
            .build();
    try (OuraSimulator simulator = simulator(person);
        OuraClient oura = client(simulator)) {
      Instant midnight = day.atStartOfDay(HELSINKI).toInstant();
      Instant end = day.plusDays(1).atStartOfDay(HELSINKI).toInstant();
      List<HeartRate> samples = simulator.person().heartRate(midnight, end).toList();

      DayHeartRate heartRate = DayHeartRate.of(oura, day, Duration.ofMinutes(20));

      assertThat(heartRate.average()).isEqualTo(meanOfFiveMinuteMeans(samples));
      for (DayHeartRate.Step step : heartRate.steps()) {
        Instant start = step.start().toInstant();
        Instant next = start.plus(heartRate.step());
        assertThat(step.bpm())
            .as(step.start().toString())
            .isEqualTo(
                meanOfFiveMinuteMeans(
                    samples.stream()
                        .filter(sample -> !sample.timestamp().toInstant().isBefore(start))
                        .filter(sample -> sample.timestamp().toInstant().isBefore(next))
                        .toList()));
      }
      assertThat(samples.stream().mapToInt(HeartRate::bpm).average().orElseThrow())
          .as("mean of all samples, which has more of the workout")
          .isGreaterThan(heartRate.average() + 3);
    }
  }

  private static @Nullable Double meanOfFiveMinuteMeans(List<HeartRate> samples) {
    Map<Long, List<Integer>> byFiveMinutes = new TreeMap<>();
    for (HeartRate sample : samples) {
      byFiveMinutes
          .computeIfAbsent(sample.timestamp().toEpochSecond() / 300, unused -> new ArrayList<>())
          .add(sample.bpm());
    }
    double sum = 0;
    for (List<Integer> values : byFiveMinutes.values()) {
      sum += values.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }
    return byFiveMinutes.isEmpty() ? null : Math.round(10 * sum / byFiveMinutes.size()) / 10.0;
  }

  @ParameterizedTest
  @CsvSource({"2025-03-30,69", "2025-10-26,75", "2025-10-27,72"})
  void heartRate_whenDaylightSavingTimeChanges_hasADayOf23Or25Hours(LocalDate day, int steps) {
    SimulatedPerson person =
        SimulatedPerson.builder().firstDay(LocalDate.of(2025, 1, 1)).wearsRingEveryDay().build();
    try (OuraSimulator simulator = simulator(person);
        OuraClient oura = client(simulator)) {
      DayHeartRate heartRate = DayHeartRate.of(oura, day, Duration.ofMinutes(20));

      assertThat(heartRate.steps()).hasSize(steps);
      assertThat(heartRate.samples())
          .isEqualTo(
              simulator
                  .person()
                  .heartRate(
                      day.atStartOfDay(HELSINKI).toInstant(),
                      day.plusDays(1).atStartOfDay(HELSINKI).toInstant())
                  .count());
    }
  }

  @Test
  void heartRate_today_hasNoGapInTheFuture() throws Exception {
    assertThat(programs.run("heart-rate")).isZero();
    String today = programs.out();
    assertThat(programs.run("heart-rate", "--json")).isZero();

    assertThat(today).contains("gaps").doesNotContain("to 00:00");
    assertThat(json().get("steps")).hasSize(72);
    assertThat(json().get("steps").get(71).get("bpm").isNull()).isTrue();
  }

  @Test
  void quickstart_asJson_hasTheScores() throws Exception {
    assertThat(programs.run("quickstart", "--json")).isZero();

    assertThat(json().get("source").asText()).isEqualTo("simulator");
    assertThat(json().get("sleep").get("score").asInt()).isPositive();
    assertThat(json().get("readiness").get("contributors").get("hrv_balance").asInt()).isPositive();
    assertThat(json().get("activity").get("score").isNull()).isTrue();
    assertThat(json().get("activity").get("steps").asInt()).isPositive();
  }

  @Test
  void programs_onATerminal_haveColors() {
    Example.Context context = programs.context(Map.of(), Ansi.ON);

    assertThat(Examples.run(List.of("heart-rate"), context)).isZero();

    assertThat(programs.out()).contains("\u001b[31m");
    assertThat(programs.out()).contains("\u001b[0m");
  }

  private static OuraClient client(OuraSimulator simulator) {
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token(simulator.token()))
        .clock(Programs.CLOCK)
        .zone(HELSINKI)
        .build();
  }
}
