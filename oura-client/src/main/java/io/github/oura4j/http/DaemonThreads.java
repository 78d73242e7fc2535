// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates pools of daemon threads, which end when they have been idle for some seconds. */
final class DaemonThreads {
  private static final int IDLE_SECONDS = 5;

  private DaemonThreads() {}

  /** Returns a pool that starts each task at once, and never rejects one. */
  static Executor unlimited(String name) {
    return pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), name);
  }

  /** Returns a pool whose tasks wait until one of its threads is free. */
  static Executor atMost(int count, String name) {
    ThreadPoolExecutor pool = pool(count, count, new LinkedBlockingQueue<>(), name);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadPoolExecutor pool(
      int min, int max, BlockingQueue<Runnable> queue, String name) {
    return new ThreadPoolExecutor(
        min, max, IDLE_SECONDS, TimeUnit.SECONDS, queue, work -> thread(name, work));
  }

  /**
   * The thread serves many callers, so it keeps neither the thread locals nor the class loader of
   * the one that happens to need it first.
   */
  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    try {
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    } catch (SecurityException e) {
      // A security manager does not permit it, so the class loader remains until the thread ends.
    }
    return thread;
  }
}
