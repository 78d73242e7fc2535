// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this process occupies.
 *
 * @param heapMebibytes the heap in use
 * @param residentMebibytes the memory of the process, native memory included; 0 where the operating
 *     system does not tell
 * @param threads all threads
 * @param fetchThreads the threads in which pages are fetched ahead
 * @param openFiles open files and connections; 0 where the operating system does not tell
 */
record Footprint(
    long heapMebibytes, long residentMebibytes, int threads, int fetchThreads, long openFiles) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Measures this process. */
  static Footprint now() {
    Runtime runtime = Runtime.getRuntime();
    List<Thread> threads = List.copyOf(Thread.getAllStackTraces().keySet());
    return new Footprint(
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        residentKibibytes() >> 10,
        threads.size(),
        (int) threads.stream().filter(each -> each.getName().startsWith("oura4j-fetch")).count(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getOpenFileDescriptorCount()
            : 0);
  }

  private static long residentKibibytes() {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%d MiB of heap, %d MiB resident, %d threads, of them %d to fetch ahead, %d open files"
        .formatted(heapMebibytes, residentMebibytes, threads, fetchThreads, openFiles);
  }
}
