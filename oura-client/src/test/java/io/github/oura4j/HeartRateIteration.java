// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.HeartRate;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Instant;

/**
 * Iterates over years of heart rate in a separate process, so that its heap can be small: see
 * {@link ConstantMemoryTest}. Prints the number of samples, whether they were in order, and the
 * maximum heap usage.
 */
final class HeartRateIteration {
  private HeartRateIteration() {}

  /**
   * Runs the iteration.
   *
   * @param args base URL, access token, start, end, and {@code iterate}, or {@code list} to hold
   *     all samples in memory
   */
  public static void main(String[] args) {
    long samplesSeen = 0;
    long peak = 0;
    boolean isInOrder = true;
    Instant last = Instant.MIN;
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    try (OuraClient oura =
        OuraClient.builder().baseUrl(args[0]).credentials(Credentials.token(args[1])).build()) {
      TimeRange range = TimeRange.between(Instant.parse(args[2]), Instant.parse(args[3]));
      Iterable<HeartRate> samples =
          args[4].equals("list") ? oura.heartRate().list(range) : oura.heartRate().iterate(range);
      for (HeartRate sample : samples) {
        samplesSeen++;
        isInOrder &= sample.timestamp() != null && sample.timestamp().toInstant().isAfter(last);
        last = sample.timestamp() == null ? last : sample.timestamp().toInstant();
        if (samplesSeen % 500 == 0) {
          peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
        }
      }
    }
    System.out.printf(
        "%d samples, %s, at most %d MiB of heap in use%n",
        samplesSeen, isInOrder ? "in order" : "out of order", peak >> 20);
  }
}
