// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.HeartRate;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Instant;

/**
 * Walks years of heart rate in a process of its own, so that its heap can be made small: see {@link
 * FlatMemoryTest}. Prints the rows it saw, whether they came in order, and the most heap that was
 * in use.
 */
final class HeartRateWalk {
  private HeartRateWalk() {}

  /**
   * Walks.
   *
   * @param args base address, token, start and end
   */
  public static void main(String[] args) {
    long rows = 0;
    boolean isInOrder = true;
    Instant last = Instant.MIN;
    try (OuraClient oura =
        OuraClient.builder().baseUrl(args[0]).credentials(Credentials.token(args[1])).build()) {
      TimeRange range = TimeRange.between(Instant.parse(args[2]), Instant.parse(args[3]));
      for (HeartRate row : oura.heartRate().iterate(range)) {
        rows++;
        isInOrder &= row.timestamp() != null && row.timestamp().toInstant().isAfter(last);
        last = row.timestamp() == null ? last : row.timestamp().toInstant();
      }
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.printf(
        "%d rows, %s, heap peak %d MiB%n",
        rows, isInOrder ? "in order" : "out of order", peak >> 20);
  }
}
