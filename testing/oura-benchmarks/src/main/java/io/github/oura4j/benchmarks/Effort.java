// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** How thoroughly the benchmarks measure. */
enum Effort {
  /** A few minutes, for the table in the manual. */
  FULL(2, Duration.ofSeconds(6), 11, Duration.ofMillis(150), 15),

  /** A few seconds, which show whether a ratio is far from its target. */
  QUICK(1, Duration.ofMillis(2_500), 5, Duration.ofMillis(60), 2);

  private final int forks;
  private final Duration warmUp;
  private final int turns;
  private final Duration turn;
  private final int firstCalls;

  Effort(int forks, Duration warmUp, int turns, Duration turn, int firstCalls) {
    this.forks = forks;
    this.warmUp = warmUp;
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

  /** Returns how often the processes that are compared are started anew. */
  int forks() {
    return forks;
  }

  /** Returns how much of a processor's time each process uses before it is measured. */
  Duration warmUp() {
    return warmUp;
  }

  /**
   * Returns how long a process runs at most before it is measured, if it waits for the most part.
   */
  Duration maxWarmUp() {
    return warmUp.multipliedBy(4);
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
