// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs tasks in the executor of a user, and elsewhere if it does not start them soon.
 *
 * <p>If a program makes its calls in the same pool, all threads of the pool can be waiting for
 * responses, which the HTTP client can only process in the pool: the calls would wait for each
 * other until they time out. An executor that rejects tasks would have the same effect.
 */
final class FallbackExecutor implements Executor {
  private static final int PATIENCE_MILLIS = 20;
  private static final int IDLE_SECONDS = 5;

  /** Daemon threads, which end when they have been idle for some seconds. */
  private static final Executor FALLBACK =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          FallbackExecutor::daemon);

  private final Executor preferred;
  private volatile boolean busy;

  FallbackExecutor(Executor preferred) {
    this.preferred = preferred;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "oura4j-http-fallback");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable work) {
    Task task = new Task(work);
    try {
      preferred.execute(task::runPreferred);
    } catch (RejectedExecutionException e) {
      FALLBACK.execute(task::runIfNotStarted);
      return;
    }
    if (busy) {
      FALLBACK.execute(task::runIfNotStarted);
    } else {
      CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
          .execute(task::checkStarted);
    }
  }

  /** A task that runs once, in whichever executor starts it first. */
  private final class Task {
    private final Runnable work;
    private final AtomicBoolean started = new AtomicBoolean();

    Task(Runnable work) {
      this.work = work;
    }

    void runPreferred() {
      // The executor has a thread again, so that it may have the next tasks to itself.
      busy = false;
      runIfNotStarted();
    }

    void runIfNotStarted() {
      if (started.compareAndSet(false, true)) {
        work.run();
      }
    }

    /** Runs in the thread of the JDK's timer, which must not be blocked. */
    void checkStarted() {
      if (!started.get()) {
        busy = true;
        FALLBACK.execute(this::runIfNotStarted);
      }
    }
  }
}
