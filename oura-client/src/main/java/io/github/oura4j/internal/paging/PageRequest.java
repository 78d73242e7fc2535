// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request for a page, which runs in the first thread that calls {@link #run}. */
final class PageRequest extends FutureTask<@Nullable Void> {
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private volatile boolean ended;

  PageRequest(Runnable fetch) {
    super(fetch, null);
  }

  @Override
  public void run() {
    if (runner.compareAndSet(null, Thread.currentThread())) {
      super.run();
      ended = true;
    }
  }

  /** Returns whether a thread is running the request, also after it was canceled. */
  boolean isRunning() {
    return runner.get() != null && !ended;
  }

  /**
   * Runs the request in this thread, unless another thread has started to, and waits for its end.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for another one
   * @throws RuntimeException if the request failed with it. Its stack trace ends in this thread
   */
  void runOrAwait() throws InterruptedException {
    run();
    try {
      get();
    } catch (ExecutionException e) {
      throw unchecked(e);
    }
  }

  private RuntimeException unchecked(ExecutionException failure) {
    Throwable cause = Objects.requireNonNull(failure.getCause());
    if (runner.get() != Thread.currentThread()) {
      cause.setStackTrace(
          Stream.of(cause, failure)
              .flatMap(each -> Stream.of(each.getStackTrace()))
              .toArray(StackTraceElement[]::new));
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
