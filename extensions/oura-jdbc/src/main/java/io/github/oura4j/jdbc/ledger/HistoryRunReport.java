// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.sync.HistoryOutcome;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of a {@link HistoryRunner} did in this process.
 *
 * @param people the number of people whose round ended
 * @param retries the number of attempts that failed and were tried again later
 * @param rows the number of documents and samples that were stored, including those of attempts
 *     that failed later
 * @param outcomes for the rounds that ended, how many data types of people ended with each outcome,
 *     in the order of the outcomes
 */
public record HistoryRunReport(
    long people, long retries, long rows, Map<HistoryOutcome, Long> outcomes) {

  /**
   * Creates a report.
   *
   * @param people the number of people
   * @param retries the number of retries
   * @param rows the number of rows
   * @param outcomes the number of data types by outcome
   */
  public HistoryRunReport {
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
  }
}
