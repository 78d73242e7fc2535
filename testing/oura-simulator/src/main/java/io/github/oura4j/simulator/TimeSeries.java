// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RingBatteryLevel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A series of rows with a time each, and no two at one time.
 *
 * @param path the last part of its route
 * @param ofUtcDay the rows of a UTC day, oldest first
 * @param millis the time of a row, in Unix milliseconds
 */
record TimeSeries<T>(
    String path,
    BiFunction<Life, LocalDate, List<T>> ofUtcDay,
    Function<T, @Nullable Long> millis) {

  static final TimeSeries<HeartRate> HEART_RATE =
      new TimeSeries<>(
          "heartrate", (life, day) -> new HeartRates(life).ofUtcDay(day), HeartRate::timestampUnix);
  static final TimeSeries<RingBatteryLevel> RING_BATTERY_LEVEL =
      new TimeSeries<>(
          "ring_battery_level",
          (life, day) -> new Battery(life).ofUtcDay(day),
          RingBatteryLevel::timestampUnix);

  static Optional<TimeSeries<?>> at(String path) {
    return Stream.<TimeSeries<?>>of(HEART_RATE, RING_BATTERY_LEVEL)
        .filter(series -> series.path().equals(path))
        .findFirst();
  }

  /** The rows from one moment to before another, of what has been measured by now. */
  Stream<T> between(Life life, Instant from, Instant to) {
    Span measured = measured(life);
    Instant start = from.isBefore(measured.start()) ? measured.start() : from;
    Instant end = to.isAfter(measured.end()) ? measured.end() : to;
    if (!start.isBefore(end)) {
      return Stream.empty();
    }
    Span span = new Span(start, end);
    return utcDay(start)
        .datesUntil(utcDay(end).plusDays(1))
        .flatMap(day -> ofUtcDay.apply(life, day).stream())
        .filter(row -> span.contains(time(row)));
  }

  Optional<T> latest(Life life) {
    Span measured = measured(life);
    LocalDate earliest = utcDay(measured.start());
    for (LocalDate day = utcDay(measured.end()); !day.isBefore(earliest); day = day.minusDays(1)) {
      Optional<T> newest =
          ofUtcDay.apply(life, day).stream()
              .filter(row -> measured.contains(time(row)))
              .max(Comparator.comparing(this::time));
      if (newest.isPresent()) {
        return newest;
      }
    }
    return Optional.empty();
  }

  Instant time(T row) {
    Long time = millis.apply(row);
    if (time == null) {
      throw new IllegalStateException("a simulated row lacks its time");
    }
    return Instant.ofEpochMilli(time);
  }

  private static Span measured(Life life) {
    RingWear ring = new RingWear(life);
    Instant untilNow = life.now().plusMillis(1);
    return new Span(ring.putOn(), ring.takenOff().isBefore(untilNow) ? ring.takenOff() : untilNow);
  }

  private static LocalDate utcDay(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
