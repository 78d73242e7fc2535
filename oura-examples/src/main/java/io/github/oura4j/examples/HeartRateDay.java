// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.examples.data.DayHeartRate;
import io.github.oura4j.examples.terminal.BlockLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the heart rate of a day as a line of blocks, with its numbers. */
@Command(
    name = "heart-rate",
    sortOptions = false,
    description = "Prints a day's heart rate as a line of blocks.")
final class HeartRateDay implements Example {
  /** A day has 72 of them, which fit in a terminal of 80 columns; 75 when it has 25 hours. */
  private static final Duration STEP = Duration.ofMinutes(20);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description = "The day, such as 2026-03-21. Default: today.")
  private @Nullable LocalDate date;

  @Option(names = "--json", description = "Print the heart rate as JSON.")
  private boolean isJson;

  @Override
  public int run(Context context) {
    try (ClientSetup opened = ClientSetup.open(context, date == null ? LocalDate.MAX : date)) {
      LocalDate day = date == null ? opened.today() : date;
      DayConverter.requireNotFuture("--date", day, opened);
      DayHeartRate heartRate = DayHeartRate.of(opened.client(), day, STEP);
      if (isJson) {
        context.out().print(Json.print(json(heartRate, opened.source())));
      } else {
        print(heartRate, ZonedDateTime.now(opened.client().clock()), context);
      }
    }
    return DONE;
  }

  private static void print(DayHeartRate heartRate, ZonedDateTime now, Context context) {
    PrintStream out = context.out();
    if (heartRate.samples() == 0) {
      out.printf(
          "No heart rate on %s. Sync the ring with the app, or choose another day with --date.%n",
          heartRate.day());
      return;
    }
    BlockLine line = new BlockLine(heartRate.steps().stream().map(DayHeartRate.Step::bpm).toList());
    out.printf("Heart rate on %s in %s%n%n", heartRate.day(), now.getZone());
    out.println(line.draw(context.ansi()));
    out.println(
        BlockLine.axis(
            heartRate.steps().stream().map(step -> step.start().toLocalDateTime()).toList()));
    out.println();
    out.printf(
        Locale.ENGLISH,
        "blocks      means of 20 minutes, from %.0f to %.0f bpm%n",
        line.lowest(),
        line.highest());
    row(out, "lowest", heartRate.lowest());
    out.printf(Locale.ENGLISH, "average     %.0f bpm, of five-minute means%n", heartRate.average());
    row(out, "highest", heartRate.highest());
    out.printf(Locale.ENGLISH, "samples     %,d%n", heartRate.samples());
    List<String> gaps = gaps(heartRate, now);
    out.println("gaps        " + (gaps.isEmpty() ? "none" : String.join(", ", gaps)));
  }

  private static void row(PrintStream out, String name, DayHeartRate.@Nullable Sample sample) {
    if (sample != null) {
      out.printf(
          Locale.ENGLISH, "%-11s %d bpm at %s%n", name, sample.bpm(), TIME.format(sample.time()));
    }
  }

  /** Returns from when to when there are no samples; the future is no gap. */
  private static List<String> gaps(DayHeartRate heartRate, ZonedDateTime now) {
    List<String> gaps = new ArrayList<>();
    ZonedDateTime start = null;
    for (DayHeartRate.Step step : heartRate.steps()) {
      boolean isGap = step.bpm() == null && step.start().isBefore(now);
      if (!isGap && start != null) {
        gaps.add(gap(start, step.start().isAfter(now) ? now : step.start()));
      }
      start = isGap ? start == null ? step.start() : start : null;
    }
    if (start != null) {
      gaps.add(gap(start, heartRate.day().plusDays(1).atStartOfDay(now.getZone())));
    }
    return gaps;
  }

  private static String gap(ZonedDateTime start, ZonedDateTime end) {
    return TIME.format(start) + " to " + TIME.format(end);
  }

  private static ObjectNode json(DayHeartRate heartRate, String source) {
    ObjectNode json = Json.object().put("source", source);
    json.put("day", heartRate.day().toString());
    json.put("samples", heartRate.samples());
    json.put("average", heartRate.average());
    json.set("lowest", json(heartRate.lowest()));
    json.set("highest", json(heartRate.highest()));
    json.put("step_seconds", heartRate.step().toSeconds());
    ArrayNode steps = json.putArray("steps");
    heartRate
        .steps()
        .forEach(
            step ->
                steps
                    .addObject()
                    .put("start", Json.timestamp(step.start()))
                    .put("bpm", step.bpm()));
    return json;
  }

  private static @Nullable ObjectNode json(DayHeartRate.@Nullable Sample sample) {
    return sample == null
        ? null
        : Json.object().put("timestamp", Json.timestamp(sample.time())).put("bpm", sample.bpm());
  }
}
