// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import io.github.oura4j.error.CredentialsException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits how long a thread waits for the lock of a token store. Only time in which this process is
 * running counts, see {@link RunningTime}. Not thread-safe.
 */
public final class LockWait {
  /** Must exceed the duration of a token refresh, see the contract of token stores. */
  public static final Duration LIMIT = Duration.ofSeconds(90);

  private final String lock;
  private final Duration limit;
  private final RunningTime waited = new RunningTime();

  /**
   * Starts to wait.
   *
   * @param lock names the lock in the message of the exception
   * @param limit the maximum wait
   */
  public LockWait(String lock, Duration limit) {
    this.lock = lock;
    this.limit = limit;
  }

  /**
   * Acquires a lock between threads.
   *
   * @throws CredentialsException if the lock is not free within the limit
   */
  public void acquire(ReentrantLock threadLock) throws InterruptedException {
    long poll = Math.min(RunningTime.POLL_MILLIS, limit.toMillis());
    while (!threadLock.tryLock(poll, TimeUnit.MILLISECONDS)) {
      giveUpAfterLimit();
    }
  }

  /**
   * Checks the limit; a waiting thread must call this at least twice a second.
   *
   * @throws CredentialsException if the limit has passed
   */
  void giveUpAfterLimit() {
    if (waited.exceeds(limit)) {
      throw new CredentialsException(
          "Another thread or process has held the lock "
              + lock
              + " for more than "
              + limit.toSeconds()
              + " s. Look for a thread or process that hangs or is suspended, and end it.");
    }
  }
}
