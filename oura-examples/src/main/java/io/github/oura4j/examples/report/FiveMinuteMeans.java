// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.chart.HeartRateChart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Means of five minutes. Oura sends a sample every five minutes, but every five seconds during a
 * workout: without means, a workout of an hour would count as much as the rest of the day.
 */
final class FiveMinuteMeans {
  static final Duration STEP = Duration.ofMinutes(5);

  private FiveMinuteMeans() {}

  /** Returns one sample for each five minutes that have any, at the middle of these minutes. */
  static List<HeartRateChart.Sample> of(List<HeartRateChart.Sample> samples) {
    return samples.stream()
        .collect(
            Collectors.groupingBy(
                sample -> Math.floorDiv(sample.time().getEpochSecond(), STEP.toSeconds()),
                TreeMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> mean(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static HeartRateChart.Sample mean(long index, List<HeartRateChart.Sample> samples) {
    Instant middle =
        Instant.ofEpochSecond(index * STEP.toSeconds()).plusMillis(STEP.toMillis() / 2);
    String notes =
        samples.stream()
            .map(HeartRateChart.Sample::note)
            .distinct()
            .collect(Collectors.joining(", "));
    return new HeartRateChart.Sample(middle, valueOf(samples), notes);
  }

  private static double valueOf(List<HeartRateChart.Sample> samples) {
    return samples.stream().mapToDouble(HeartRateChart.Sample::value).average().orElseThrow();
  }
}
