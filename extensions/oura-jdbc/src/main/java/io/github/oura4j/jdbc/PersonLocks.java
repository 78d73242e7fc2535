// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each person among the threads of this process, so that only one of them waits in the
 * database. Keeps the locks of those people only who are being waited for. Thread-safe.
 */
final class PersonLocks {
  private final ConcurrentMap<String, Shared> locks = new ConcurrentHashMap<>();

  /** A lock, and the number of threads that hold it or wait for it. */
  private record Shared(ReentrantLock lock, int users) {
    Shared withOneMore() {
      return new Shared(lock, users + 1);
    }
  }

  /** Returns a person's lock. The caller must call {@link #release} as often as this method. */
  ReentrantLock get(String person) {
    return locks
        .compute(
            person,
            (key, shared) ->
                shared == null ? new Shared(new ReentrantLock(true), 1) : shared.withOneMore())
        .lock();
  }

  /** Forgets a person's lock if nobody else uses it. */
  void release(String person) {
    locks.computeIfPresent(
        person,
        (key, shared) ->
            shared.users() == 1 ? null : new Shared(shared.lock(), shared.users() - 1));
  }
}
