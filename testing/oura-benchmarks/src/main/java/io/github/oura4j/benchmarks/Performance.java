// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures everything that the performance page of the manual promises, and prints its table. Each
 * row is a ratio of two measurements that alternate in one run, because the speed of a machine
 * varies more than what is compared.
 *
 * <p>Run by hand, for up to 20 minutes; {@code --quick} measures roughly, in less than 20 seconds.
 * The other arguments name the parts to measure, such as {@code lists}; without any, all of them
 * are measured.
 */
public final class Performance {
  private static final Map<String, Part> PARTS = parts();

  private Performance() {}

  /** A part of the table. */
  @FunctionalInterface
  private interface Part {
    List<Row> measure(Effort effort) throws IOException, InterruptedException;
  }

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("lists", ListRows::measure);
    parts.put("allocation", AllocationRow::measure);
    parts.put("memory", MemoryRow::measure);
    parts.put("threads", ThreadRows::measure);
    parts.put("parallel", ParallelRows::measure);
    parts.put("first-call", FirstCallRows::measure);
    parts.put("jars", JarRows::measure);
    return parts;
  }

  /**
   * Measures, and prints the table. Exits with status 1 if a program that is measured fails.
   *
   * @param arguments the option {@code --quick}, and names of parts
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    Set<String> names = new TreeSet<>(Arrays.asList(arguments));
    names.remove("");
    Effort effort = names.remove("--quick") ? Effort.QUICK : Effort.FULL;
    if (!PARTS.keySet().containsAll(names)) {
      System.err.println("The arguments are --quick and names of parts: " + PARTS.keySet());
      System.exit(2);
    }
    printHead();
    boolean failed = false;
    for (String name : names.isEmpty() ? PARTS.keySet() : names) {
      try {
        measure(effort, name);
      } catch (IOException | RuntimeException | LinkageError e) {
        System.out.printf("The part %s failed: %s%n", name, e);
        failed = true;
      }
    }
    System.exit(failed ? 1 : 0);
  }

  /** Prints the first lines of the table. */
  static void printHead() {
    System.out.printf(
        "Java %s, %d processors, %s: medians, with the quartiles in parentheses.%n%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        LocalDate.now(ZoneOffset.UTC));
    System.out.println("| what | target | measured | reached |");
    System.out.println("| --- | --- | --- | --- |");
  }

  /** Measures a part of the table, and prints it. */
  static List<Row> measure(Effort effort, String part) throws IOException, InterruptedException {
    List<Row> rows = Objects.requireNonNull(PARTS.get(part)).measure(effort);
    rows.forEach(System.out::println);
    return rows;
  }
}
