// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.DataType;
import io.github.oura4j.spark.internal.row.TableColumns;
import io.github.oura4j.sync.HistoryWindow;
import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read of one person.
 *
 * @param sequence the number of the work in a stream; null in a batch read
 * @param person the person's key
 * @param first the first day; ignored for a data type without days, and null if there is none
 * @param last the last day, inclusive; as the first
 */
record Work(
    @Nullable Long sequence, String person, @Nullable LocalDate first, @Nullable LocalDate last)
    implements Serializable {

  /** Returns which documents or samples belong to this work. */
  HistoryWindow window(DataType dataType) {
    return first == null || last == null || !TableColumns.hasDays(dataType)
        ? HistoryWindow.whole(dataType)
        : HistoryWindow.days(dataType, first, last);
  }
}
