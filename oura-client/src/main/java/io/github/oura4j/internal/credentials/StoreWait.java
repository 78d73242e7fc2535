// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Repeats work while a token store cannot be reached. */
public final class StoreWait {
  /** How long a call without a deadline waits, and how long saving an issued pair is tried. */
  public static final Duration LIMIT = Duration.ofMinutes(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private StoreWait() {}

  /**
   * Runs work, and runs it again as long as it fails because a store cannot be reached.
   *
   * @param deadline when to give up; {@link Deadline#none} stands for a minute from now
   * @throws StoreUnavailableException if the store cannot be reached by then
   */
  public static <T> T until(Deadline deadline, Supplier<T> work) {
    Deadline end = deadline == Deadline.none() ? Deadline.after(LIMIT, Ticker.system()) : deadline;
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return work.get();
      } catch (StoreUnavailableException e) {
        if (end.remaining().compareTo(pause) <= 0) {
          throw e;
        }
      }
      sleep(pause);
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a token store that cannot be reached.");
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
