// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The newest requests, limited in number and length so that a run of days does not fill the memory.
 * Thread-safe.
 */
public final class RequestLog {
  private static final int CAPACITY = 10_000;
  private static final int MAX_LENGTH = 4_000_000;

  private final ArrayDeque<LoggedRequest> newest = new ArrayDeque<>();
  private int length;

  /** Adds a request, and removes the oldest ones if there are too many. */
  public synchronized void add(LoggedRequest request) {
    newest.addLast(request);
    length += request.length();
    while (newest.size() > CAPACITY || length > MAX_LENGTH) {
      length -= newest.removeFirst().length();
    }
  }

  /** Returns a copy of the log, oldest request first. */
  public synchronized List<LoggedRequest> all() {
    return List.copyOf(newest);
  }

  /** Returns the newest requests, the newest first. */
  public synchronized List<LoggedRequest> newest(int limit) {
    List<LoggedRequest> requests = new ArrayList<>(limit);
    Iterator<LoggedRequest> backwards = newest.descendingIterator();
    while (backwards.hasNext() && requests.size() < limit) {
      requests.add(backwards.next());
    }
    return requests;
  }
}
