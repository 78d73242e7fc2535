// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads in which HTTP clients run tasks that could block the thread they come from. */
final class HttpThreads {
  private static final int IDLE_SECONDS = 5;

  /** Daemon threads, which end when they have been idle for some seconds. */
  static final Executor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          HttpThreads::daemon);

  private HttpThreads() {}

  /**
   * Creates a thread that inherits nothing from the caller: its class loader and thread-local
   * values may belong to an application that ends earlier.
   */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, "oura4j-http", 0, false);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    thread.setDaemon(true);
    return thread;
  }
}
