// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an update did for one data type.
 *
 * @param dataType the data type
 * @param outcome how it ended
 * @param rows the number of rows that Oura returned and the sink has committed
 * @param changes how many rows of the sink changed
 * @param failure the message of the first failure, without secrets and health values; null if the
 *     outcome is complete
 */
public record HistoryResult(
    DataType dataType,
    HistoryOutcome outcome,
    long rows,
    HistoryChanges changes,
    @Nullable String failure) {

  /**
   * Returns why the outcome is not complete.
   *
   * @return a sentence that says what is wrong and what to do; empty if the outcome is complete
   */
  public Optional<String> reason() {
    return Optional.ofNullable(failure);
  }
}
