// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.simulator.internal.person.Battery;
import io.github.oura4j.simulator.internal.person.HeartRates;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.RingWear;
import io.github.oura4j.simulator.internal.person.TimeInterval;
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
 * A time series: samples of which no two have the same time.
 *
 * @param dataType the data type, with its path and the class of its samples
 * @param ofUtcDay generates the samples of a UTC day, oldest first
 * @param millis returns the time of a sample, in Unix milliseconds
 */
public record TimeSeries<T>(
    DataType dataType,
    BiFunction<PersonModel, LocalDate, List<T>> ofUtcDay,
    Function<T, @Nullable Long> millis) {

  /** The heart rate. */
  public static final TimeSeries<HeartRate> HEART_RATE =
      new TimeSeries<>(
          DataType.HEART_RATE,
          (person, day) -> new HeartRates(person).ofUtcDay(day),
          HeartRate::timestampUnix);

  /** The battery level of the ring. */
  public static final TimeSeries<RingBatteryLevel> RING_BATTERY_LEVEL =
      new TimeSeries<>(
          DataType.RING_BATTERY_LEVEL,
          (person, day) -> new Battery(person).ofUtcDay(day),
          RingBatteryLevel::timestampUnix);

  /** All time series. */
  private static final List<TimeSeries<?>> ALL = List.of(HEART_RATE, RING_BATTERY_LEVEL);

  static Optional<TimeSeries<?>> of(DataType dataType) {
    return ALL.stream().filter(series -> series.dataType() == dataType).findFirst();
  }

  /** Returns the name of the data type in paths. */
  String path() {
    return dataType.pathName();
  }

  /** Returns the samples from the start to the end, exclusive, that exist by now. */
  public Stream<T> between(PersonModel person, Instant from, Instant to) {
    TimeInterval measured = measured(person);
    Instant start = from.isBefore(measured.start()) ? measured.start() : from;
    Instant end = to.isAfter(measured.end()) ? measured.end() : to;
    if (!start.isBefore(end)) {
      return Stream.empty();
    }
    TimeInterval interval = new TimeInterval(start, end);
    return utcDay(start)
        .datesUntil(utcDay(end).plusDays(1))
        .flatMap(day -> ofUtcDay.apply(person, day).stream())
        .filter(sample -> interval.contains(time(sample)));
  }

  Optional<T> latest(PersonModel person) {
    TimeInterval measured = measured(person);
    LocalDate earliest = utcDay(measured.start());
    for (LocalDate day = utcDay(measured.end()); !day.isBefore(earliest); day = day.minusDays(1)) {
      Optional<T> newest =
          ofUtcDay.apply(person, day).stream()
              .filter(sample -> measured.contains(time(sample)))
              .max(Comparator.comparing(this::time));
      if (newest.isPresent()) {
        return newest;
      }
    }
    return Optional.empty();
  }

  Instant time(T sample) {
    Long time = millis.apply(sample);
    if (time == null) {
      throw new IllegalStateException("a simulated sample has no time");
    }
    return Instant.ofEpochMilli(time);
  }

  private static TimeInterval measured(PersonModel person) {
    RingWear ring = new RingWear(person);
    Instant afterNow = person.now().plusMillis(1);
    return new TimeInterval(
        ring.firstPutOn(),
        ring.finallyTakenOff().isBefore(afterNow) ? ring.finallyTakenOff() : afterNow);
  }

  private static LocalDate utcDay(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
