// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in a preferred executor, and elsewhere if that does not start them soon.
 *
 * <p>If a program makes its calls in the executor that it gave to the client, all threads of the
 * pool can be waiting for responses, which the HTTP client can only process in the pool: the calls
 * would wait for each other until they time out. An executor that rejects tasks would have the same
 * effect. In a small pool, all threads can be blocked by checks of certificates or look-ups of host
 * names, which must not delay other requests.
 *
 * <p>When a task has waited for 20 to 30 milliseconds, it runs elsewhere, and so do all tasks of
 * the following second. After that, they do so until the preferred executor has run a task again.
 */
final class FallbackExecutor implements Executor {
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long CHECK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long BUSY_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final Executor preferred;
  private final Executor fallback = DaemonThreads.unlimited("oura4j-http-fallback");

  /** Tasks of the preferred executor that nobody has seen started yet. */
  private final Queue<Task> unchecked = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean isWatched = new AtomicBoolean();

  /** Whether the preferred executor did not start a task in time, so that it gets no others. */
  private volatile boolean busy;

  /** When a busy executor is asked next whether it is free again. */
  private final AtomicLong nextQuestion = new AtomicLong();

  FallbackExecutor(Executor preferred) {
    this.preferred = preferred;
  }

  @Override
  public void execute(Runnable work) {
    if (busy) {
      fallback.execute(work);
      askWhetherFree();
      return;
    }
    Task task = new Task(work);
    unchecked.add(task);
    watch();
    try {
      preferred.execute(task::runIfNotStarted);
    } catch (RejectedExecutionException e) {
      fallback.execute(task::runIfNotStarted);
    }
  }

  /** Has a thread run late tasks, until there are no tasks to check anymore. */
  private void watch() {
    if (!isWatched.get() && isWatched.compareAndSet(false, true)) {
      try {
        fallback.execute(this::runLateTasksUntilNoneIsLeft);
      } catch (OutOfMemoryError e) {
        // The next task tries again to get a thread.
        isWatched.set(false);
      }
    }
  }

  private void runLateTasksUntilNoneIsLeft() {
    do {
      LockSupport.parkNanos(CHECK_INTERVAL);
      runLateTasks();
    } while (!unchecked.isEmpty() || !endWatching());
  }

  /** Returns false if a task was submitted at the last moment, which this thread has to watch. */
  private boolean endWatching() {
    isWatched.set(false);
    return unchecked.isEmpty() || !isWatched.compareAndSet(false, true);
  }

  private void runLateTasks() {
    Task task = unchecked.peek();
    while (task != null && (task.isStarted() || task.hasWaited(PATIENCE))) {
      if (!task.isStarted()) {
        try {
          fallback.execute(task::runIfNotStarted);
        } catch (OutOfMemoryError e) {
          // The task stays in the queue until there is memory for a thread.
          return;
        }
        nextQuestion.set(System.nanoTime() + BUSY_INTERVAL);
        busy = true;
      }
      unchecked.remove();
      task = unchecked.peek();
    }
  }

  /** From time to time, gives the preferred executor a task that ends the busy time. */
  private void askWhetherFree() {
    long now = System.nanoTime();
    long next = nextQuestion.get();
    if (now - next >= 0 && nextQuestion.compareAndSet(next, now + BUSY_INTERVAL)) {
      try {
        preferred.execute(() -> busy = false);
      } catch (RuntimeException | OutOfMemoryError e) {
        // It is asked again later.
      }
    }
  }

  /**
   * A task that runs once, in whichever executor starts it first. It then forgets its work, because
   * the other executor and the queue of unchecked tasks may refer to the task for longer.
   */
  private static final class Task {
    private final AtomicReference<@Nullable Runnable> work;
    private final long submitted = System.nanoTime();

    Task(Runnable work) {
      this.work = new AtomicReference<>(work);
    }

    boolean isStarted() {
      return work.get() == null;
    }

    boolean hasWaited(long nanos) {
      return System.nanoTime() - submitted >= nanos;
    }

    void runIfNotStarted() {
      Runnable unstarted = work.getAndSet(null);
      if (unstarted != null) {
        unstarted.run();
      }
    }
  }
}
