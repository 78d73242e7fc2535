// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The newest requests, limited in number so that a long run does not fill the memory. Thread-safe.
 */
public final class RequestLog {
  private static final int CAPACITY = 10_000;

  private final ArrayDeque<LoggedRequest> newest = new ArrayDeque<>();

  synchronized void add(LoggedRequest request) {
    if (newest.size() == CAPACITY) {
      newest.removeFirst();
    }
    newest.addLast(request);
  }

  /** Returns a copy of the log, oldest request first. */
  public synchronized List<LoggedRequest> all() {
    return List.copyOf(newest);
  }
}
