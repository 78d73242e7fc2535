// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets processes measure in alternating turns. */
final class Turns {
  private Turns() {}

  /** Starts the processes that are compared. */
  @FunctionalInterface
  interface Start {
    /** Starts them, and adds them to a list. */
    void addTo(List<Contestant> contestants) throws IOException;
  }

  /** Returns what each of the processes measured. */
  static List<Samples> compare(Effort effort, Start start) throws IOException {
    return compare(effort, effort.turn(), start);
  }

  /**
   * Returns what each of the processes measured, in their order.
   *
   * @param turn the duration of a turn
   */
  static List<Samples> compare(Effort effort, Duration turn, Start start) throws IOException {
    List<List<Double>> results = new ArrayList<>();
    List<Contestant> contestants = new ArrayList<>();
    try {
      start.addTo(contestants);
      for (Contestant contestant : contestants) {
        contestant.awaitWarmUp();
        results.add(new ArrayList<>());
      }
      for (int number = 0; number < effort.turns(); number++) {
        for (int i = 0; i < contestants.size(); i++) {
          int next = (number + i) % contestants.size();
          results.get(next).add(contestants.get(next).turn(turn));
        }
      }
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
    return results.stream().map(Samples::new).toList();
  }
}
