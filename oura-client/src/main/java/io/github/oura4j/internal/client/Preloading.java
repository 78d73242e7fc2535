// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.internal.json.JsonCodec;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads what the first call needs in a thread of its own, once, while the program's thread creates
 * the HTTP client and its TLS settings. Loading classes takes most of the time of a first call, and
 * neither half needs the other.
 *
 * <p>A failure to load, or to start the thread, changes nothing: the first call loads what it needs
 * itself, and tells its caller what is wrong.
 */
final class Preloading {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Preloading() {}

  /** Starts to load, unless that has begun before. */
  static void start() {
    if (STARTED.compareAndSet(false, true)) {
      start(work -> newThread(work).start());
    }
  }

  /** Loads with the given executor, which may be unable to start a thread. */
  static void start(Executor threads) {
    try {
      threads.execute(Preloading::load);
    } catch (OutOfMemoryError | RuntimeException e) {
      // The program may have as many threads as it can have, or may not start any.
    }
  }

  /**
   * Creates a thread that inherits nothing from the caller, whose thread-local values may belong to
   * an application that ends earlier.
   */
  static Thread newThread(Runnable work) {
    Thread thread = new Thread(null, work, "oura4j-preload", 0, false);
    thread.setContextClassLoader(Preloading.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  private static void load() {
    try {
      FeignClients.parse(UserCollectionApi.class);
      JsonCodec.preload();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      // The first call fails in the same way, and tells its caller.
    }
  }
}
