// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts work that must not be cut off, such as a refresh token that was sent and whose successor
 * is not stored yet. Closing waits for it, and so does the JVM before it exits, unless it is
 * killed.
 *
 * <p>Thread-safe. Waiting is limited, and an interrupt does not end it: the thread that closes a
 * client is often one that has just been interrupted.
 */
public final class UnfinishedWork {
  private final Duration limit;
  private int running;
  private boolean closed;
  private @Nullable Thread shutdownHook;

  /**
   * Creates a counter.
   *
   * @param limit the maximum time to wait for the work
   */
  public UnfinishedWork(Duration limit) {
    this.limit = limit;
  }

  /**
   * Begins a piece of work, which must call {@link #end} in a finally clause.
   *
   * @return false if the work must not begin, because nothing would wait for it: this counter is
   *     closed, or the JVM is shutting down
   */
  public synchronized boolean begin() {
    if (closed || (running == 0 && !delayShutdown())) {
      return false;
    }
    running++;
    return true;
  }

  /** Ends a piece of work. */
  public synchronized void end() {
    running--;
    if (running == 0) {
      cancelDelay();
      notifyAll();
    }
  }

  /** Prevents further work from beginning, and waits until what has begun has ended. */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    awaitEnd();
  }

  private boolean delayShutdown() {
    Thread hook = new Thread(null, this::awaitEnd, "oura4j-shutdown", 0, false);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      shutdownHook = hook;
      return true;
    } catch (IllegalStateException shuttingDown) {
      return false;
    }
  }

  private void cancelDelay() {
    if (shutdownHook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
      } catch (IllegalStateException shuttingDown) {
        // The hook is running, and ends now.
      }
      shutdownHook = null;
    }
  }

  private void awaitEnd() {
    RunningTime waited = new RunningTime();
    boolean interrupted = false;
    synchronized (this) {
      while (running > 0 && !waited.exceeds(limit)) {
        try {
          wait(RunningTime.POLL_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
