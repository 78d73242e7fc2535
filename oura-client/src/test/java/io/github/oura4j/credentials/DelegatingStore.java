// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A token store that behaves like another one, except for what a test overrides. */
class DelegatingStore implements TokenStore {
  private final TokenStore inner;

  DelegatingStore(TokenStore inner) {
    this.inner = inner;
  }

  @Override
  public Optional<StoredTokens> find(String person) {
    return inner.find(person);
  }

  @Override
  public void save(String person, StoredTokens tokens) {
    inner.save(person, tokens);
  }

  @Override
  public void remove(String person) {
    inner.remove(person);
  }

  @Override
  public Set<String> people() {
    return inner.people();
  }

  @Override
  public <T> T withLock(String person, Supplier<T> work) {
    return inner.withLock(person, work);
  }
}
