// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures the ratios of the performance page roughly, and prints them, so that a change that makes
 * the client much slower is noticed.
 *
 * <p>The name ends with IT because the test needs jars. It runs in the phase integration-test, and
 * therefore in {@code mvn verify}, but not in {@code mvn test}.
 */
class PerformanceIT {
  /** More than the target of 600 KB, which is not reached. */
  private static final double MAX_OWN_KILOBYTES = 690;

  private static final double MAX_RUNNING_THREADS = 3;

  @BeforeAll
  static void printHead() {
    Performance.printHead();
  }

  /**
   * Other programs can spoil a measurement, so only one that is repeated counts, and none on a
   * machine that is busy with many: there, each switch between threads takes milliseconds.
   */
  @ParameterizedTest
  @ValueSource(strings = {"lists", "allocation", "first-call"})
  void part_whenMeasuredQuickly_isNotMuchSlowerThanToday(String part) throws Exception {
    List<Row> slower = muchSlower(part);
    if (!slower.isEmpty()) {
      slower = muchSlower(part);
      assumeThat(runningThreadsPerProcessor())
          .as("running threads per processor")
          .isLessThan(MAX_RUNNING_THREADS);
    }

    assertThat(slower).isEmpty();
  }

  /** Returns the average of the last minute, or a negative number where it is not known. */
  private static double runningThreadsPerProcessor() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() / system.getAvailableProcessors();
  }

  private static List<Row> muchSlower(String part) throws Exception {
    return Performance.measure(Effort.QUICK, part).stream()
        .filter(Row::isMuchWorseThanToday)
        .toList();
  }

  @Test
  void jars_thatAProgramGets_areFewAndSmall() {
    List<Row> rows = JarRows.measure(Effort.QUICK);

    assertThat(rows.subList(1, rows.size())).allMatch(Row::isReached);
    assertThat(rows.get(0).measured().median()).isLessThan(MAX_OWN_KILOBYTES);
  }
}
