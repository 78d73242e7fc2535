// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.internal.json.JsonCodec;

/**
 * Loads what the first call needs in a thread of its own, once, while the program's thread creates
 * the HTTP client and its TLS settings. Loading classes takes most of the time of a first call, and
 * neither half needs the other.
 */
final class Preloading {
  private static final Thread THREAD = startThread();

  private Preloading() {}

  /** Starts to load, unless that has begun before, and returns the thread that loads. */
  static Thread start() {
    return THREAD;
  }

  private static Thread startThread() {
    Thread thread = new Thread(Preloading::load, "oura4j-preload");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void load() {
    try {
      FeignClients.parse(UserCollectionApi.class);
      JsonCodec.preload();
    } catch (RuntimeException | LinkageError e) {
      // The first call fails in the same way, and tells its caller.
    }
  }
}
