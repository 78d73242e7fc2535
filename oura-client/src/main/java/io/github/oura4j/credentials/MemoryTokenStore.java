// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.internal.credentials.LockWait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A token store without persistence. */
final class MemoryTokenStore implements TokenStore {
  private final Map<String, StoredTokens> stored = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Duration lockLimit;

  MemoryTokenStore() {
    this(LockWait.LIMIT);
  }

  /** Creates a store whose {@link #withLock} waits no longer than a limit. */
  MemoryTokenStore(Duration lockLimit) {
    this.lockLimit = lockLimit;
  }

  @Override
  public Optional<StoredTokens> find(String person) {
    return Optional.ofNullable(stored.get(PersonKey.check(person)));
  }

  @Override
  public void save(String person, StoredTokens tokens) {
    stored.put(PersonKey.check(person), tokens);
  }

  @Override
  public boolean replace(String person, StoredTokens expected, StoredTokens tokens) {
    return stored.replace(PersonKey.check(person), expected, tokens);
  }

  @Override
  public void remove(String person) {
    stored.remove(PersonKey.check(person));
  }

  @Override
  public Set<String> people() {
    return new TreeSet<>(stored.keySet());
  }

  @Override
  public <T> T withLock(String person, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(PersonKey.check(person), key -> new ReentrantLock());
    try {
      new LockWait("of " + person + " in memory", lockLimit).acquire(lock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a token refresh by another thread.");
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a constant text without keys and tokens. */
  @Override
  public String toString() {
    return "TokenStore[in memory]";
  }
}
