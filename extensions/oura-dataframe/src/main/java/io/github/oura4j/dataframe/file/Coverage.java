// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryOutcome;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a data type cover.
 *
 * @param covered the days that were fetched and stored; empty for data types without days
 * @param settled those of them that are not fetched again
 * @param fetchedAt when something was last fetched
 * @param outcome how the last update ended, see {@link HistoryOutcome#label}
 * @param endedAt when the last update ended
 */
record Coverage(
    @JsonProperty("covered") List<Days> covered,
    @JsonProperty("settled") List<Days> settled,
    @JsonProperty("fetched_at") @Nullable String fetchedAt,
    @JsonProperty("outcome") @Nullable String outcome,
    @JsonProperty("ended_at") @Nullable String endedAt) {
  static final Coverage NONE = new Coverage(List.of(), List.of(), null, null, null);

  Coverage {
    covered = List.copyOf(covered);
    settled = List.copyOf(settled);
  }

  /** Returns this coverage with more windows of the data type. */
  Coverage with(DataType dataType, List<FetchedWindow> windows) {
    String newest =
        windows.stream().map(FetchedWindow::fetchedAt).max(Instant::compareTo).orElseThrow() + "";
    return new Coverage(
        Days.merge(dataType, covered, windows.stream().map(FetchedWindow::window)),
        Days.merge(
            dataType,
            settled,
            windows.stream().map(FetchedWindow::settled).flatMap(Optional::stream)),
        newest,
        outcome,
        endedAt);
  }

  Coverage with(HistoryOutcome ending, Instant at) {
    return new Coverage(covered, settled, fetchedAt, ending.label(), at.toString());
  }

  /** Returns this coverage without the days of a month. */
  Coverage without(YearMonth month) {
    return new Coverage(
        covered.stream().flatMap(days -> days.without(month)).toList(),
        settled.stream().flatMap(days -> days.without(month)).toList(),
        fetchedAt,
        outcome,
        endedAt);
  }
}
