// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets work end cleanly when the process is asked to end, for example with Ctrl-C. */
final class ShutdownInterrupt {
  private static final long MAX_SECONDS = 120;

  private ShutdownInterrupt() {}

  /**
   * Does work in the current thread, which is interrupted if the process is asked to end meanwhile.
   * The process then stays alive until the work has ended, for two minutes at most.
   */
  static <T> T during(Supplier<T> work) {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> interruptAndAwait(worker, ended), "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      ended.countDown();
      remove(hook);
    }
  }

  private static void interruptAndAwait(Thread worker, CountDownLatch ended) {
    worker.interrupt();
    try {
      ended.await(MAX_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException isShuttingDown) {
      // The hook runs, and ends now.
    }
  }
}
