// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.ArrayDeque;
import java.util.List;

/** The newest requests, up to a number that long runs stay below in memory. */
final class RequestLog {
  private static final int MOST = 10_000;

  private final ArrayDeque<ReceivedRequest> newest = new ArrayDeque<>();

  synchronized void add(ReceivedRequest request) {
    if (newest.size() == MOST) {
      newest.removeFirst();
    }
    newest.addLast(request);
  }

  synchronized List<ReceivedRequest> all() {
    return List.copyOf(newest);
  }
}
