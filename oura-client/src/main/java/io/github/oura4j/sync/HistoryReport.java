// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.util.List;
import java.util.Optional;

/**
 * What an update did.
 *
 * @param results one result for each data type of the history, in the order of {@link DataType}
 */
public record HistoryReport(List<HistoryResult> results) {

  /**
   * Creates a report.
   *
   * @param results the results
   */
  public HistoryReport {
    results = List.copyOf(results);
  }

  /**
   * Returns the result of a data type.
   *
   * @param dataType the data type
   * @return the result, or empty if the data type does not belong to the history
   */
  public Optional<HistoryResult> of(DataType dataType) {
    return results.stream().filter(result -> result.dataType() == dataType).findFirst();
  }

  /**
   * Returns whether nothing is missing.
   *
   * @return whether the outcome of every data type is {@linkplain HistoryOutcome#isComplete
   *     complete}
   */
  public boolean isComplete() {
    return results.stream().allMatch(result -> result.outcome().isComplete());
  }
}
