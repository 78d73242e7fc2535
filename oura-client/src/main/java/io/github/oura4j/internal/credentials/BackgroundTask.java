// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import io.github.oura4j.http.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work on a daemon thread of its own, whose outcome any number of threads can wait for. A waiting
 * thread that is interrupted, or has waited long enough, leaves the work running. Thread-safe.
 *
 * @param <T> the type of the result
 */
public final class BackgroundTask<T> {
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  private BackgroundTask() {}

  /** Like {@link #start(String, Supplier, Runnable)}, with nothing to run afterward. */
  public static <T> BackgroundTask<T> start(String threadName, Supplier<T> work) {
    return start(threadName, work, () -> {});
  }

  /**
   * Starts work on a new thread.
   *
   * @param work the work, which must not return null
   * @param afterward runs on the same thread when the outcome can be read
   * @throws RejectedExecutionException if the operating system or the memory allows no more threads
   */
  public static <T> BackgroundTask<T> start(
      String threadName, Supplier<T> work, Runnable afterward) {
    BackgroundTask<T> task = new BackgroundTask<>();
    try {
      // Inherits no thread-locals: they belong to the call that happens to be the first.
      Thread thread = new Thread(null, () -> task.run(work, afterward), threadName, 0, false);
      thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
      thread.setDaemon(true);
      thread.start();
      return task;
    } catch (OutOfMemoryError e) {
      throw new RejectedExecutionException("no thread could be started (" + e.getMessage() + ")");
    }
  }

  private void run(Supplier<T> work, Runnable afterward) {
    try {
      outcome.complete(work.get());
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
    afterward.run();
  }

  /** Returns whether the work has ended, with a result or with an exception. */
  public boolean isDone() {
    return outcome.isDone();
  }

  /**
   * Waits for the outcome. An outcome that is already there is returned even if the deadline has
   * passed or the thread is interrupted.
   *
   * @return the result, or empty if the deadline passed first
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws RuntimeException if the work ended with it
   */
  public Optional<T> await(Deadline deadline) throws InterruptedException {
    while (!outcome.isDone() && !deadline.hasPassed()) {
      try {
        outcome.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException timedOutOrFailed) {
        // The condition of the loop decides about a timeout, and the result below is the failure.
      }
    }
    return outcome.isDone() ? Optional.of(result()) : Optional.empty();
  }

  private T result() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
