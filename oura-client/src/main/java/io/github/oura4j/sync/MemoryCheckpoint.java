// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A checkpoint in memory. Thread-safe. */
final class MemoryCheckpoint implements Checkpoint {
  private final Map<DataType, List<HistoryWindow>> settled = new EnumMap<>(DataType.class);

  @Override
  public synchronized Collection<HistoryWindow> settled(DataType dataType) {
    return settled.getOrDefault(dataType, List.of());
  }

  @Override
  public synchronized void save(List<FetchedWindow> windows) {
    for (FetchedWindow fetched : windows) {
      DataType dataType = fetched.window().dataType();
      List<HistoryWindow> all = new ArrayList<>(settled(dataType));
      fetched.settled().ifPresent(all::add);
      settled.put(dataType, HistoryWindow.merge(all));
    }
  }

  /** Does nothing: only reports need outcomes, and nothing can be asked for them here. */
  @Override
  public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {}
}
