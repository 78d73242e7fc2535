// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DataType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link HistoryRunner}, whose builder describes and checks them. */
record RunnerSettings(
    PostgresLedger ledger,
    Function<String, OuraClient> clients,
    Delivery.Factory deliveries,
    Set<DataType> types,
    LocalDate since,
    @Nullable LocalDate until,
    int lookBackDays,
    int threads,
    int parallelism,
    Duration lease,
    Duration updateInterval,
    Duration retryDelay,
    int maxAttempts) {
  private static final Duration LONGEST_RETRY_DELAY = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 20;

  /** Returns how long to wait after a failed attempt. */
  Duration retryDelay(int failedAttemptsBefore) {
    Duration doubled = retryDelay.multipliedBy(1L << Math.min(failedAttemptsBefore, MAX_DOUBLINGS));
    Duration longest =
        retryDelay.compareTo(LONGEST_RETRY_DELAY) > 0 ? retryDelay : LONGEST_RETRY_DELAY;
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  @Override
  public String toString() {
    return types.size()
        + " data types, "
        + since
        + " to "
        + (until == null ? "today" : until)
        + ", "
        + threads
        + " threads";
  }
}
