// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** How thoroughly the benchmarks measure. */
enum Effort {
  /** A few minutes, for the table in the manual. */
  FULL(Duration.ofSeconds(10), Duration.ofSeconds(180), 21, Duration.ofMillis(150), 15),

  /** A few seconds, which show whether a ratio is far from its target. */
  QUICK(Duration.ofSeconds(3), Duration.ofMillis(2_500), 5, Duration.ofMillis(60), 2);

  private final Duration rest;
  private final Duration maxWarmUp;
  private final int turns;
  private final Duration turn;
  private final int firstCalls;

  Effort(Duration rest, Duration maxWarmUp, int turns, Duration turn, int firstCalls) {
    this.rest = rest;
    this.maxWarmUp = maxWarmUp;
    this.turns = turns;
    this.turn = turn;
    this.firstCalls = firstCalls;
  }

  /** Returns the lists that are measured. */
  Set<Workload> workloads() {
    return this == FULL
        ? EnumSet.allOf(Workload.class)
        : EnumSet.of(Workload.HEART_RATE_ONE_PAGE, Workload.DAILY_DOCUMENTS);
  }

  /**
   * Returns for how long the just-in-time compiler of a process must have had next to nothing to do
   * before the process is measured.
   */
  Duration rest() {
    return rest;
  }

  /** Returns how much of a processor's time a process uses at most before it is measured. */
  Duration maxWarmUp() {
    return maxWarmUp;
  }

  /** Returns the number of turns of each process. */
  int turns() {
    return turns;
  }

  /** Returns the duration of a turn. */
  Duration turn() {
    return turn;
  }

  /** Returns the number of fresh processes of each kind. */
  int firstCalls() {
    return firstCalls;
  }
}
