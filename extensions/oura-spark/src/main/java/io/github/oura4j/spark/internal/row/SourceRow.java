// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import io.github.oura4j.sync.HistoryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a row is made of.
 *
 * @param person the person's key
 * @param sequence the piece of work in a stream; null in a batch
 * @param record the document or sample; null if the person could not be read
 * @param outcome how reading the person ended
 * @param message why the person could not be read, or null
 */
public record SourceRow(
    String person,
    @Nullable Long sequence,
    @Nullable Object record,
    HistoryOutcome outcome,
    @Nullable String message) {

  /** Returns the row of a document or sample. */
  public static SourceRow of(String person, @Nullable Long sequence, Object record) {
    return new SourceRow(person, sequence, record, HistoryOutcome.OK, null);
  }
}
