// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.util.concurrent.TimeUnit;

/**
 * The last sequence of a log, at most one second old: Spark asks for it a hundred times a second
 * when a stream has nothing to do.
 */
final class RecentSequence {
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final WorkLog log;
  private long sequence;
  private long readNanos = System.nanoTime() - MAX_AGE_NANOS;

  RecentSequence(WorkLog log) {
    this.log = log;
  }

  long get() {
    long now = System.nanoTime();
    if (now - readNanos >= MAX_AGE_NANOS) {
      sequence = log.lastSequence();
      readNanos = now;
    }
    return sequence;
  }
}
