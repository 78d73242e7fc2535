// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.timeline.Segment;
import io.github.oura4j.timeline.SleepDay;
import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import io.github.oura4j.timeline.Timelines;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tool {@code get_night}: one night with its stages, heart rate, HRV and scores. */
final class GetNight implements OuraTool {
  static final String NAME = "get_night";

  private static final String DATE = "date";
  private static final int DAYS_TO_SEARCH = 30;

  /**
   * More than a night of any length has in steps of 5 minutes; in steps of 30 seconds it varies.
   */
  private static final int MOST_STAGES = 200;

  private static final Duration CURVE_STEP = Duration.ofMinutes(30);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final OuraClient client;

  GetNight(OuraClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "A night in detail";
  }

  @Override
  public String description() {
    return "Shows one night in detail: bedtime, durations, the sleep stages in their order, heart"
        + " rate and HRV in steps of 30 minutes, naps of the day, and the sleep and readiness scores"
        + " with their contributors (scores from 1 to 100, not measurements). Times are local to"
        + " the person. Without arguments: the newest night of the last 30 days.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.date(
            DATE, "Day on which the person woke up, such as 2026-03-21. Default: the newest."));
  }

  @Override
  public Map<String, Object> call(Arguments arguments) {
    Optional<LocalDate> date = arguments.date(DATE);
    LocalDate last = date.orElse(arguments.today());
    if (last.isAfter(arguments.today())) {
      throw new InvalidArgumentException(
          "%s %s is in the future: today is %s.".formatted(DATE, last, arguments.today()));
    }
    List<SleepDay> nights =
        SleepDay.of(client.sleep().list(DayRange.endingOn(last, DAYS_TO_SEARCH).dates())).stream()
            .filter(day -> day.day() != null && day.mainSleep().isPresent())
            .toList();
    Map<String, Object> result = new LinkedHashMap<>();
    if (nights.isEmpty()) {
      result.put("date", last.toString());
      result.put(
          "note",
          "There is no night in the %d days up to %s: the ring was not worn, or not synced."
              .formatted(DAYS_TO_SEARCH, last));
      return result;
    }
    SleepDay newest = nights.get(nights.size() - 1);
    if (date.isPresent() && !date.get().equals(newest.day())) {
      result.put("date", last.toString());
      result.put(
          "note",
          "There is no night for %s. The newest before it is that of %s: call %s with that date."
              .formatted(last, newest.day(), NAME));
      return result;
    }
    describe(newest, result);
    return result;
  }

  private void describe(SleepDay night, Map<String, Object> result) {
    LocalDate day = night.day();
    result.put("date", String.valueOf(day));
    night
        .mainSleep()
        .ifPresent(
            sleep -> {
              describe(sleep, result);
              putClockNote(sleep, result);
            });
    putSleeps(result, "other_long_sleeps", night.otherLongSleeps());
    putSleeps(result, "naps", night.naps());
    if (day != null) {
      DateRange dates = DateRange.of(day);
      putDocument(result, "daily_sleep", () -> client.dailySleep().list(dates));
      putDocument(result, "daily_readiness", () -> client.dailyReadiness().list(dates));
      putDocument(result, "daily_spo2", () -> client.dailySpo2().list(dates));
    }
  }

  /** Says that the clock changed: a timeline has the offset of its start throughout. */
  private void putClockNote(SleepPeriod sleep, Map<String, Object> result) {
    OffsetDateTime start = sleep.bedtimeStart();
    OffsetDateTime end = sleep.bedtimeEnd();
    if (start != null && end != null && changesClock(start, end)) {
      result.put(
          "clock_note",
          "The clock changed during this night. Times of stages and curves have the offset of bedtime_start, %s, throughout."
              .formatted(start.getOffset()));
    }
  }

  /** Compares the offsets of a night, and those of the person's time zone if it was spent there. */
  private boolean changesClock(OffsetDateTime start, OffsetDateTime end) {
    ZoneRules rules = client.clock().getZone().getRules();
    boolean isInZone = rules.getOffset(start.toInstant()).equals(start.getOffset());
    ZoneOffset atEnd = isInZone ? rules.getOffset(end.toInstant()) : end.getOffset();
    return !end.getOffset().equals(start.getOffset()) || !atEnd.equals(start.getOffset());
  }

  private static void describe(SleepPeriod sleep, Map<String, Object> result) {
    result.put("sleep", numbers(sleep));
    Timelines.sleepPhases5Minutes(sleep)
        .filter(timeline -> !timeline.isEmpty())
        .or(() -> Timelines.sleepPhases(sleep))
        .ifPresent(timeline -> putStages(result, timeline));
    Timelines.heartRate(sleep)
        .ifPresent(timeline -> result.put("heart_rate_bpm_by_30_minutes", curve(timeline)));
    Timelines.hrv(sleep).ifPresent(timeline -> result.put("hrv_ms_by_30_minutes", curve(timeline)));
  }

  private static Map<String, Object> numbers(SleepPeriod sleep) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    put(numbers, "bedtime_start", time(sleep.bedtimeStart()));
    put(numbers, "bedtime_end", time(sleep.bedtimeEnd()));
    put(numbers, "asleep_minutes", minutes(sleep.totalSleepDuration()));
    put(numbers, "in_bed_minutes", minutes(sleep.timeInBed()));
    put(numbers, "deep_minutes", minutes(sleep.deepSleepDuration()));
    put(numbers, "light_minutes", minutes(sleep.lightSleepDuration()));
    put(numbers, "rem_minutes", minutes(sleep.remSleepDuration()));
    put(numbers, "awake_minutes", minutes(sleep.awakeTime()));
    put(numbers, "latency_minutes", minutes(sleep.latency()));
    put(numbers, "efficiency_percent", sleep.efficiency());
    put(numbers, "restless_periods", sleep.restlessPeriods());
    put(numbers, "lowest_heart_rate_bpm", sleep.lowestHeartRate());
    put(numbers, "average_heart_rate_bpm", sleep.averageHeartRate());
    put(numbers, "average_hrv_ms", sleep.averageHrv());
    put(numbers, "breaths_per_minute", sleep.averageBreath());
    return numbers;
  }

  private static void putStages(Map<String, Object> result, Timeline<SleepPhase> timeline) {
    List<Segment<SleepPhase>> runs = timeline.runs();
    result.put("stages", stages(runs.subList(0, Math.min(runs.size(), MOST_STAGES))));
    if (runs.size() > MOST_STAGES) {
      result.put(
          "stages_note",
          ("These are the first %d of %d stages. For all of them, call list_data with type=sleep,"
                  + " rows=true and fields=[\"sleep_phase_30_sec\"].")
              .formatted(MOST_STAGES, runs.size()));
    }
  }

  private static List<Map<String, Object>> stages(List<Segment<SleepPhase>> runs) {
    List<Map<String, Object>> stages = new ArrayList<>();
    for (Segment<SleepPhase> run : runs) {
      SleepPhase phase = run.value();
      Map<String, Object> stage = new LinkedHashMap<>();
      stage.put("from", TIME.format(run.start()));
      stage.put(
          "stage", phase == null ? "not measured" : phase.known().name().toLowerCase(Locale.ROOT));
      stage.put("minutes", Numbers.round(run.duration().toSeconds() / 60.0));
      stages.add(stage);
    }
    return stages;
  }

  /** Returns the mean of each step by the time of its start; a step without samples is absent. */
  private static Map<String, Object> curve(Timeline<Double> timeline) {
    Map<Long, Numbers> steps = new LinkedHashMap<>();
    for (Segment<Double> sample : timeline.segments()) {
      Double value = sample.value();
      if (value != null) {
        long step = Duration.between(timeline.start(), sample.start()).dividedBy(CURVE_STEP);
        steps.computeIfAbsent(step, unused -> new Numbers()).add(value, null);
      }
    }
    Map<String, Object> curve = new LinkedHashMap<>();
    steps.forEach(
        (step, numbers) ->
            curve.put(
                TIME.format(timeline.start().plus(CURVE_STEP.multipliedBy(step))),
                Numbers.round(numbers.mean())));
    return curve;
  }

  private static void putSleeps(
      Map<String, Object> result, String name, List<SleepPeriod> periods) {
    if (!periods.isEmpty()) {
      result.put(name, periods.stream().map(GetNight::numbers).toList());
    }
  }

  /** Writes a document of the day, or why it may not be read. */
  private static void putDocument(
      Map<String, Object> result, String name, Supplier<List<? extends Document>> documents) {
    try {
      documents.get().stream()
          .findFirst()
          .ifPresent(document -> result.put(name, JsonRows.ofDocument(document)));
    } catch (PermissionException | AuthenticationException e) {
      result.put(name, e.getMessage());
    }
  }

  private static void put(Map<String, Object> result, String name, @Nullable Object value) {
    if (value instanceof Double number) {
      result.put(name, Numbers.round(number));
    } else if (value != null) {
      result.put(name, value);
    }
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Double minutes(@Nullable Integer seconds) {
    return seconds == null ? null : seconds / 60.0;
  }
}
