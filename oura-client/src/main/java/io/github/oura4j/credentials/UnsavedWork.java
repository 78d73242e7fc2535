// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a store failed to save for a person. It is kept once for the whole JVM, so that another
 * OAuth client of this JVM that reads an intent to refresh knows what became of it. Thread-safe; it
 * is changed by holders of the person's lock only.
 */
final class UnsavedWork {
  private static final ConcurrentMap<Entry, Pair> PAIRS = new ConcurrentHashMap<>();
  private static final ConcurrentMap<Entry, Set<StoredTokens>> UNUSED_INTENTS =
      new ConcurrentHashMap<>();

  private final Entry entry;

  /** One person's entry in a store. Entries of equal stores are equal. */
  record Entry(TokenStore store, String person) {}

  /**
   * A pair that Oura issued but the store failed to save.
   *
   * @param intent the stored record of the refresh that returned the pair
   * @param tokens the pair
   */
  record Pair(StoredTokens intent, OAuthTokens tokens) {

    /** Returns the record that the intent replaced; a failover of a database can bring it back. */
    StoredTokens beforeIntent() {
      return StoredTokens.of(intent.tokens());
    }

    /** Returns whether a record holds the tokens whose refresh returned this pair. */
    boolean succeeds(StoredTokens stored) {
      return stored.tokens().equals(intent.tokens());
    }

    private boolean canReplace(StoredTokens stored) {
      return stored.equals(intent) || stored.equals(beforeIntent());
    }
  }

  UnsavedWork(Entry entry) {
    this.entry = entry;
  }

  /** Remembers a pair until it is saved. */
  void add(Pair pair) {
    PAIRS.put(entry, pair);
  }

  /** Forgets a pair, because it is saved or no longer wanted. */
  void removePair() {
    PAIRS.remove(entry);
  }

  /** Returns the pair that belongs to a stored intent, or to the record before it. */
  Optional<Pair> pairOf(StoredTokens stored) {
    return Optional.ofNullable(PAIRS.get(entry)).filter(pair -> pair.canReplace(stored));
  }

  /** Remembers that the refresh token of an intent was not sent. */
  void addUnusedIntent(StoredTokens intent) {
    UNUSED_INTENTS.computeIfAbsent(entry, key -> ConcurrentHashMap.newKeySet()).add(intent);
  }

  /** Forgets all unused intents: their refresh token is about to be sent, or none is stored. */
  void removeUnusedIntents() {
    UNUSED_INTENTS.remove(entry);
  }

  /** Returns whether the refresh token of an intent is known to be unused. */
  boolean isUnused(StoredTokens stored) {
    return UNUSED_INTENTS.getOrDefault(entry, Set.of()).contains(stored);
  }

  /** Returns whether there is anything to save. */
  boolean exists() {
    return PAIRS.containsKey(entry) || UNUSED_INTENTS.containsKey(entry);
  }
}
