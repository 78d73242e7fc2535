// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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

  /** Whether the preferred executor did not start a task in time, and has started none since. */
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
      preferred.execute(() -> runPreferred(task));
    } catch (RejectedExecutionException e) {
      FALLBACK.execute(task::runIfNotStarted);
      return;
    }
    if (busy) {
      FALLBACK.execute(task::runIfNotStarted);
    } else {
      CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
          .execute(() -> checkStarted(task));
    }
  }

  /** Runs a task in a thread of the preferred executor, which therefore is not busy anymore. */
  private void runPreferred(Task task) {
    busy = false;
    task.runIfNotStarted();
  }

  /** Runs in the thread of the JDK's timer, which must not be blocked. */
  private void checkStarted(Task task) {
    if (!task.isStarted()) {
      busy = true;
      FALLBACK.execute(task::runIfNotStarted);
    }
  }

  /**
   * A task that runs once, in whichever executor starts it first. It then forgets its work, because
   * the other executor and the timer may refer to the task for much longer.
   */
  private static final class Task {
    private final AtomicReference<@Nullable Runnable> work;

    Task(Runnable work) {
      this.work = new AtomicReference<>(work);
    }

    boolean isStarted() {
      return work.get() == null;
    }

    void runIfNotStarted() {
      Runnable unstarted = work.getAndSet(null);
      if (unstarted != null) {
        unstarted.run();
      }
    }
  }
}
