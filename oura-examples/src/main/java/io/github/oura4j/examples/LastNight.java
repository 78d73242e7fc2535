// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.examples.data.Night;
import io.github.oura4j.examples.terminal.Durations;
import io.github.oura4j.examples.terminal.Hypnogram;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.timeline.Segment;
import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import io.github.oura4j.timeline.Timelines;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Prints a night as a hypnogram, with its numbers. */
@Command(
    name = "sleep",
    sortOptions = false,
    description = "Prints the last night as a hypnogram, with its numbers.")
final class LastNight implements Example {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description = "The day on which the night ended, such as 2026-03-21. Default: the newest.")
  private @Nullable LocalDate date;

  @Option(names = "--json", description = "Print the night as JSON.")
  private boolean isJson;

  @Override
  public int run(Context context) {
    try (ClientSetup opened = ClientSetup.open(context, date == null ? LocalDate.MAX : date)) {
      Optional<Night> night = read(opened);
      if (isJson) {
        context.out().print(Json.print(json(night, opened.source())));
      } else {
        print(night, opened.today(), context);
      }
    }
    return DONE;
  }

  private Optional<Night> read(ClientSetup opened) {
    if (date == null) {
      return Night.newest(opened.client());
    }
    DayConverter.requireNotFuture("--date", date, opened);
    return Optional.of(Night.of(opened.client(), date));
  }

  private void print(Optional<Night> night, LocalDate today, Context context) {
    PrintStream out = context.out();
    if (night.isEmpty()) {
      out.println("No night in the last 30 days. Wear the ring, and sync it with the app.");
      return;
    }
    out.println(headline(night.get(), today));
    night
        .get()
        .sleep()
        .mainSleep()
        .ifPresentOrElse(
            period -> printNight(period, out, context.ansi()),
            () -> out.println("No night ended on this day. Choose another one with --date."));
    printOthers("other sleep", night.get().sleep().otherLongSleeps().stream(), out);
    printOthers("nap", night.get().sleep().naps().stream(), out);
  }

  private String headline(Night night, LocalDate today) {
    String name = night.day().equals(today) ? "Last night" : "The night to " + night.day();
    return name
        + (night.score() == null ? "" : ", score " + night.score())
        + (date != null || night.day().equals(today)
            ? ""
            : ". It is the newest: sync the ring with the app for a newer one.");
  }

  private static void printNight(SleepPeriod night, PrintStream out, Ansi ansi) {
    out.println();
    Timelines.sleepPhases(night)
        .ifPresentOrElse(
            phases -> Hypnogram.draw(phases, ansi).forEach(out::println),
            () -> out.println("Oura has no sleep phases of this night."));
    if (hasTwoOffsets(night)) {
      out.println("       times in " + offset(night.bedtimeStart()));
    }
    out.println();
    row(out, "in bed", span(night), describe(", efficiency %d %%", night.efficiency()));
    row(out, "asleep", Durations.text(night.totalSleepDuration()), after(night));
    row(
        out,
        "deep",
        Durations.text(night.deepSleepDuration()),
        share(night.deepSleepDuration(), night));
    row(
        out,
        "light",
        Durations.text(night.lightSleepDuration()),
        share(night.lightSleepDuration(), night));
    row(
        out,
        "REM",
        Durations.text(night.remSleepDuration()),
        share(night.remSleepDuration(), night));
    row(out, "awake", Durations.text(night.awakeTime()), "");
    row(
        out,
        "heart rate",
        optional("lowest %.0f bpm", night.lowestHeartRate()),
        describe(", average %.0f bpm", night.averageHeartRate()));
    row(out, "HRV", optional("average %.0f ms", night.averageHrv()), "");
    row(out, "breathing", optional("%.1f breaths per minute", night.averageBreath()), "");
  }

  private static String after(SleepPeriod night) {
    return describe(", after %s", Durations.text(night.latency()));
  }

  private static String share(@Nullable Integer seconds, SleepPeriod night) {
    Integer asleep = night.totalSleepDuration();
    return seconds == null || asleep == null || asleep == 0
        ? ""
        : describe(", %d %%", Math.round(100f * seconds / asleep));
  }

  private static void printOthers(String name, Stream<SleepPeriod> periods, PrintStream out) {
    periods.forEach(
        period -> {
          String asleep = describe(", %s asleep", Durations.text(period.totalSleepDuration()));
          row(out, name, span(period), asleep);
        });
  }

  /** Returns from when to when a period lasts, in the local time of the person. */
  private static String span(SleepPeriod period) {
    String start = time(period.bedtimeStart());
    String end = time(period.bedtimeEnd());
    String offset = offset(period.bedtimeStart());
    return hasTwoOffsets(period)
        ? "%s (%s) to %s (%s)".formatted(start, offset, end, offset(period.bedtimeEnd()))
        : "%s to %s (%s)".formatted(start, end, offset);
  }

  /** Returns whether the clocks were changed during a period, or the person traveled. */
  private static boolean hasTwoOffsets(SleepPeriod period) {
    OffsetDateTime start = period.bedtimeStart();
    OffsetDateTime end = period.bedtimeEnd();
    return start != null && end != null && !start.getOffset().equals(end.getOffset());
  }

  private static String offset(@Nullable OffsetDateTime time) {
    return time == null ? "UTC" : "UTC" + time.getOffset().getId().replace("Z", "");
  }

  private static String time(@Nullable OffsetDateTime time) {
    return time == null ? "?" : TIME.format(time);
  }

  private static void row(PrintStream out, String name, @Nullable String value, String more) {
    out.println("%-11s %s".formatted(name, value == null ? "-" : value + more));
  }

  private static @Nullable String optional(String format, @Nullable Object value) {
    return value == null ? null : describe(format, value);
  }

  private static String describe(String format, @Nullable Object value) {
    return value == null ? "" : String.format(Locale.ENGLISH, format, value);
  }

  private static ObjectNode json(Optional<Night> night, String source) {
    ObjectNode json = Json.object().put("source", source);
    json.put("day", night.map(found -> found.day().toString()).orElse(null));
    json.put("score", night.map(Night::score).orElse(null));
    json.set(
        "night",
        night.flatMap(found -> found.sleep().mainSleep()).map(LastNight::json).orElse(null));
    json.set(
        "other_sleep",
        others(night.stream().flatMap(found -> found.sleep().otherLongSleeps().stream())));
    json.set("naps", others(night.stream().flatMap(found -> found.sleep().naps().stream())));
    return json;
  }

  private static ObjectNode json(SleepPeriod night) {
    ObjectNode json =
        Json.select(
            night,
            "bedtime_start",
            "bedtime_end",
            "time_in_bed",
            "efficiency",
            "total_sleep_duration",
            "latency",
            "deep_sleep_duration",
            "light_sleep_duration",
            "rem_sleep_duration",
            "awake_time",
            "lowest_heart_rate",
            "average_heart_rate",
            "average_hrv",
            "average_breath");
    json.set("phases", phases(Timelines.sleepPhases(night)));
    return json;
  }

  private static ArrayNode phases(Optional<Timeline<SleepPhase>> phases) {
    ArrayNode json = Json.object().arrayNode();
    phases.stream()
        .flatMap(found -> found.runs().stream())
        .forEach(
            run ->
                json.addObject()
                    .put("start", Json.timestamp(run.start().toZonedDateTime()))
                    .put("seconds", run.duration().toSeconds())
                    .put("phase", phase(run)));
    return json;
  }

  private static @Nullable String phase(Segment<SleepPhase> run) {
    SleepPhase phase = run.value();
    return phase == null || phase.known() == SleepPhase.Known.UNKNOWN
        ? null
        : phase.known().name().toLowerCase(Locale.ROOT);
  }

  private static ArrayNode others(Stream<SleepPeriod> periods) {
    ArrayNode json = Json.object().arrayNode();
    periods.forEach(
        period ->
            json.add(Json.select(period, "bedtime_start", "bedtime_end", "total_sleep_duration")));
    return json;
  }
}
