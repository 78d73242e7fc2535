// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.HeartRate;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Instant;

/**
 * Walks years of heart rate in a process of its own, so that its heap can be made small: see {@link
 * FlatMemoryTest}. Prints the rows it saw, whether they came in order, and the most heap that was
 * in use.
 */
final class HeartRateIteration {
  private HeartRateIteration() {}

  /**
   * Walks.
   *
   * @param args base address, token, start, end, and {@code iterate}, or {@code list} to hold all
   *     rows at once
   */
  public static void main(String[] args) {
    long rows = 0;
    long peak = 0;
    boolean isInOrder = true;
    Instant last = Instant.MIN;
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    try (OuraClient oura =
        OuraClient.builder().baseUrl(args[0]).credentials(Credentials.token(args[1])).build()) {
      TimeRange range = TimeRange.between(Instant.parse(args[2]), Instant.parse(args[3]));
      Iterable<HeartRate> walked =
          args[4].equals("list") ? oura.heartRate().list(range) : oura.heartRate().iterate(range);
      for (HeartRate row : walked) {
        rows++;
        isInOrder &= row.timestamp() != null && row.timestamp().toInstant().isAfter(last);
        last = row.timestamp() == null ? last : row.timestamp().toInstant();
        if (rows % 500 == 0) {
          peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
        }
      }
    }
    System.out.printf(
        "%d rows, %s, at most %d MiB of heap in use%n",
        rows, isInOrder ? "in order" : "out of order", peak >> 20);
  }
}
