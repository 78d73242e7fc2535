// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.util.InstantInterval;
import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A time series that is held in memory. Relative ranges are resolved with the clock and the time
 * zone of the system.
 *
 * @param samples the samples, oldest first
 */
record InMemoryTimeSeries<T extends Sample>(List<T> samples) implements TimeSeries<T> {

  @Override
  public Iterable<Page<T>> pages(TimeRange range, ListOptions options) {
    Objects.requireNonNull(range, "range must not be null");
    Objects.requireNonNull(options, "options must not be null");
    Instant now = Instant.now();
    ZoneId zone = ZoneId.systemDefault();
    InstantInterval interval = new InstantInterval(range.start(now, zone), range.end(now, zone));
    return List.of(
        Page.of(
            samples.stream().filter(sample -> interval.contains(sample.timestamp())).toList(),
            null));
  }

  @Override
  public Optional<T> latest() {
    return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
  }

  /** Returns the number of samples, but no health values. */
  @Override
  public String toString() {
    return "InMemoryTimeSeries[" + samples.size() + " samples]";
  }
}
