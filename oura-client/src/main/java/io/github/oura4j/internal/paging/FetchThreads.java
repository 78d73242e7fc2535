// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads in which the lists of a client and of those derived from it fetch pages ahead. They
 * start when they are needed, end when they have been idle for some seconds, and do not keep the
 * process running. When they are closed, or the system allows no more threads, tasks are left out.
 */
public final class FetchThreads implements Executor {
  /** More than one list may have at once. All lists of a client share these threads. */
  private static final int MAX_THREADS = 64;

  private static final int IDLE_SECONDS = 10;

  private final AtomicInteger started = new AtomicInteger();
  private final @Nullable ClassLoader contextClassLoader =
      Thread.currentThread().getContextClassLoader();

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MAX_THREADS,
          MAX_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          this::daemon,
          new ThreadPoolExecutor.DiscardPolicy());

  /** Creates threads with the context class loader of this one. None is started yet. */
  public FetchThreads() {
    threads.allowCoreThreadTimeOut(true);
  }

  private Thread daemon(Runnable work) {
    // Inherits nothing from the list that happens to be the first: no thread-locals, and not the
    // context class loader, which would be the system class loader from Java 21 on.
    Thread thread = new Thread(null, work, "oura4j-fetch-" + started.incrementAndGet(), 0, false);
    thread.setContextClassLoader(contextClassLoader);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (OutOfMemoryError noMoreThreads) {
      // The thread that reads the list fetches the page itself.
    }
  }

  /** Lets running requests end, and ends idle threads. */
  public void close() {
    threads.shutdown();
  }
}
