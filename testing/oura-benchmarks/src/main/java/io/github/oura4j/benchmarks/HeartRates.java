// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up heart rates, one every five minutes. */
final class HeartRates {
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final int LOWEST = 45;
  private static final int RANGE = 60;
  private static final int SAMPLES_OF_A_NIGHT = 96;
  private static final int SAMPLES_OF_A_DAY = 288;

  private HeartRates() {}

  /** Returns the heart rates of a range of time, whose end is exclusive. */
  static List<HeartRate> between(Instant start, Instant end) {
    return IntStream.range(0, count(start, end)).mapToObj(index -> sample(start, index)).toList();
  }

  /** Returns the number of heart rates in a range of time, whose end is exclusive. */
  static int count(Instant start, Instant end) {
    return (int) Duration.between(start, end).plus(INTERVAL).minusMillis(1).dividedBy(INTERVAL);
  }

  /** Returns a heart rate by its index in a range of time. */
  static HeartRate sample(Instant start, int index) {
    Instant time = start.plus(INTERVAL.multipliedBy(index));
    boolean asleep = index % SAMPLES_OF_A_DAY < SAMPLES_OF_A_NIGHT;
    return HeartRate.builder()
        .bpm(LOWEST + index * 7 % RANGE)
        .source(asleep ? HeartRateSource.SLEEP : HeartRateSource.AWAKE)
        .timestamp(time.atOffset(ZoneOffset.UTC))
        .timestampUnix(time.toEpochMilli())
        .build();
  }
}
