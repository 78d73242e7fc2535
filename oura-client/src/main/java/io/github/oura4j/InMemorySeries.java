// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Samples that stand in memory, oldest first. */
record InMemorySeries<T extends Sample>(List<T> samples) implements TimeSeries<T> {

  @Override
  public Iterable<Page<T>> pages(TimeRange range, ListOptions options) {
    InstantInterval times = range.resolve(Clock.system(ZoneId.systemDefault()));
    return List.of(
        Page.of(
            samples.stream().filter(sample -> times.contains(sample.timestamp())).toList(), null));
  }

  @Override
  public Optional<T> latest() {
    return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
  }

  /** Counts the samples. */
  @Override
  public String toString() {
    return "InMemorySeries[" + samples.size() + " samples]";
  }
}
