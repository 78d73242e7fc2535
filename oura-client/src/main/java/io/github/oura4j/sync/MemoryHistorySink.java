// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps all rows in memory, for tests and for histories that are short. Rows become
 * visible when they are committed. Safe for use by multiple threads.
 */
public final class MemoryHistorySink implements HistorySink {
  private final Map<HistoryWindow, List<?>> staged = new HashMap<>();
  private final Map<DataType, List<Object>> committed = new EnumMap<>(DataType.class);

  /** Creates an empty sink. */
  public MemoryHistorySink() {}

  /**
   * Returns the committed rows of a data type.
   *
   * @param dataType the data type
   * @return a copy, ordered by day; the samples of a time series are ordered by time
   */
  public synchronized List<Object> rows(DataType dataType) {
    return List.copyOf(committed.getOrDefault(dataType, List.of()));
  }

  /**
   * Returns the committed rows of a data type.
   *
   * @param <T> the class of the rows
   * @param dataType the data type
   * @param rowClass the {@link DataType#documentType()} of the data type
   * @return a copy, ordered by day; the samples of a time series are ordered by time
   */
  public <T> List<T> rows(DataType dataType, Class<T> rowClass) {
    return rows(dataType).stream().<T>map(rowClass::cast).toList();
  }

  @Override
  public synchronized void replace(HistoryWindow window, List<?> rows) {
    staged.put(window, List.copyOf(rows));
  }

  @Override
  public synchronized HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
    List<Object> stored = committed.computeIfAbsent(dataType, type -> new ArrayList<>());
    HistoryChanges changes = HistoryChanges.NONE;
    for (HistoryWindow window : windows) {
      List<?> rows = staged.remove(window);
      if (rows == null) {
        throw new IllegalArgumentException(window + " was not replaced before its commit.");
      }
      changes = changes.plus(merge(window, rows, stored));
    }
    Comparator<@Nullable LocalDate> nullsFirst = Comparator.nullsFirst(Comparator.naturalOrder());
    stored.sort(Comparator.comparing(HistoryWindow::dayOf, nullsFirst));
    return changes;
  }

  private static HistoryChanges merge(HistoryWindow window, List<?> rows, List<Object> stored) {
    Set<Object> identities = new HashSet<>();
    rows.forEach(row -> identities.add(HistoryWindow.identityOf(row)));
    Map<Boolean, List<Object>> isReplaced =
        stored.stream()
            .collect(
                Collectors.partitioningBy(
                    row ->
                        window.contains(row)
                            || identities.contains(HistoryWindow.identityOf(row))));
    List<Object> previous = isReplaced.getOrDefault(true, List.of());
    stored.clear();
    stored.addAll(isReplaced.getOrDefault(false, List.of()));
    stored.addAll(rows);
    if (window.dataType().kind() == DataType.Kind.TIME_SERIES) {
      return HistoryChanges.ofSamples(previous.size(), rows.size());
    }
    long replaced =
        previous.stream().filter(row -> identities.contains(HistoryWindow.identityOf(row))).count();
    return new HistoryChanges(rows.size() - replaced, replaced, previous.size() - replaced);
  }
}
