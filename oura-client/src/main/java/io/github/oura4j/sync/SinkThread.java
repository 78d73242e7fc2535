// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs what calls a sink in a thread of its own. An interrupt of the calling thread would otherwise
 * reach the sink in the middle of a commit, and close its file channels.
 */
final class SinkThread {
  private SinkThread() {}

  /**
   * Runs an action and waits for its end, however often the calling thread is interrupted. The
   * interrupt flag is set again afterwards.
   *
   * @param onInterrupt asks the action to end early
   * @return the result of the action
   */
  static <T> T call(Callable<T> action, Runnable onInterrupt) {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "oura-history");
    thread.setDaemon(true);
    thread.start();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
          onInterrupt.run();
        } catch (ExecutionException e) {
          Throwable cause = e.getCause();
          throw unchecked(cause == null ? e : cause);
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("The update of the history failed unexpectedly.", failure);
  }
}
