// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.SampleSeries;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Samples at a fixed interval.
 *
 * @param start the time of the first sample
 * @param seconds the sampling interval in seconds
 * @param items the values, null where nothing was measured
 */
record Samples(OffsetDateTime start, int seconds, List<@Nullable Double> items) {
  SampleSeries series() {
    return SampleSeries.builder().interval((double) seconds).items(items).timestamp(start).build();
  }

  OptionalDouble average() {
    return items.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).average();
  }

  OptionalInt lowest() {
    return items.stream().filter(Objects::nonNull).mapToInt(Double::intValue).min();
  }
}
