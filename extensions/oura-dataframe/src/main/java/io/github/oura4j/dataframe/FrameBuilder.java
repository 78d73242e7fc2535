// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Collects a frame row by row.
 *
 * @param <R> what a row is made from
 */
final class FrameBuilder<R> {
  private static final int FIRST_CAPACITY = 16;

  private final List<FrameColumn<R>> columns = new ArrayList<>();
  private int rows;

  /** Adds a column, before the first row. */
  FrameBuilder<R> column(String name, Function<R, @Nullable Object> value) {
    columns.add(new FrameColumn<>(name, value, false));
    return this;
  }

  /** Adds a column that the frame only has if it contains a value, before the first row. */
  FrameBuilder<R> columnIfPresent(String name, Function<R, @Nullable Object> value) {
    columns.add(new FrameColumn<>(name, value, true));
    return this;
  }

  void add(R row) {
    for (FrameColumn<R> column : columns) {
      column.add(rows, row);
    }
    rows++;
  }

  DataFrame build() {
    List<FrameColumn<R>> present = columns.stream().filter(FrameColumn::isPresent).toList();
    return DataFrame.byColumn(present.stream().map(column -> column.name).toArray(String[]::new))
        .of(present.stream().map(column -> column.series(rows)).toArray(Series<?>[]::new));
  }

  /** A column, and its values so far. */
  private static final class FrameColumn<R> {
    private final String name;
    private final Function<R, @Nullable Object> value;
    private final boolean onlyIfPresent;
    private @Nullable Object[] values;
    private boolean hasValue;

    FrameColumn(String name, Function<R, @Nullable Object> value, boolean onlyIfPresent) {
      this.name = name;
      this.value = value;
      this.onlyIfPresent = onlyIfPresent;
      this.values = new Object[FIRST_CAPACITY];
    }

    void add(int index, R row) {
      if (index == values.length) {
        values = Arrays.copyOf(values, values.length * 2);
      }
      Object cell = value.apply(row);
      values[index] = cell;
      hasValue |= cell != null;
    }

    boolean isPresent() {
      return hasValue || !onlyIfPresent;
    }

    Series<?> series(int rows) {
      return Series.of(Arrays.copyOf(values, rows));
    }
  }
}
