// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import java.time.Duration;
import java.util.Optional;

/**
 * Stores the tokens of a login under the key of the person: the chosen one, Oura's id of the
 * person, or, when that is not available, a key that nobody has.
 *
 * @param setup the store, and the server from which the id is read
 * @param chosenKey the key that the person at the command line chose, if any
 */
record LoginStorage(LoginSetup setup, Optional<String> chosenKey) {
  static final String FALLBACK_KEY = "me";

  /** The tokens are stored only after the person's id is known, so it must be known soon. */
  private static final Duration ID_TIMEOUT = Duration.ofSeconds(10);

  /** After so many keys that cannot be used, the cause is not the keys. */
  private static final int MAX_UNUSABLE_KEYS = 10;

  /**
   * Where tokens were stored.
   *
   * @param key the person's key
   * @param isReplacement whether they replaced previous tokens
   * @param fallbackReason why the key does not tell who the person is; empty if it does
   */
  record Stored(String key, boolean isReplacement, Optional<String> fallbackReason) {}

  static LoginStorage of(LoginOptions options, LoginSetup setup) {
    return new LoginStorage(
        setup, options.person().or(() -> setup.environment().setting("OURA_PERSON")));
  }

  /**
   * Checks what can be checked before the person sees the consent page, because tokens that cannot
   * be stored afterward are lost.
   *
   * @return the key whose tokens the login will replace, if that is known already
   */
  Optional<String> check() {
    store().checkWritable();
    return chosenKey.filter(key -> store().withLock(key, () -> store().find(key)).isPresent());
  }

  Stored save(OAuthTokens tokens) {
    return chosenKey.map(key -> saveAs(key, tokens)).orElseGet(() -> saveUnderId(tokens));
  }

  private Stored saveUnderId(OAuthTokens tokens) {
    Optional<String> id = fetchPersonId(tokens);
    if (id.isEmpty()) {
      return saveUnderFreeKey("Oura did not return the person's id.", tokens);
    }
    try {
      return saveAs(id.get(), tokens);
    } catch (CredentialsException | IllegalArgumentException unusableKey) {
      return saveUnderFreeKey(
          "The tokens cannot be stored under the person's id. " + unusableKey.getMessage(), tokens);
    }
  }

  private Stored saveAs(String key, OAuthTokens tokens) {
    boolean isReplacement = store().find(key).isPresent();
    store().save(key, tokens);
    return new Stored(key, isReplacement, Optional.empty());
  }

  /**
   * Without an id, nothing tells whether the person is one of those who are stored already. A key
   * whose record or lock cannot be used counts as taken.
   */
  private Stored saveUnderFreeKey(String reason, OAuthTokens tokens) {
    int unusableKeys = 0;
    for (int number = 1; ; number++) {
      String key = number == 1 ? FALLBACK_KEY : FALLBACK_KEY + "-" + number;
      try {
        if (store().withLock(key, () -> isSavedAsFirst(key, tokens))) {
          return new Stored(key, false, Optional.of(reason));
        }
      } catch (CredentialsException e) {
        unusableKeys++;
        if (unusableKeys == MAX_UNUSABLE_KEYS) {
          throw e;
        }
      }
    }
  }

  private boolean isSavedAsFirst(String key, OAuthTokens tokens) {
    if (store().find(key).isPresent()) {
      return false;
    }
    store().save(key, tokens);
    return true;
  }

  /** Returns Oura's id of the person, which webhook events contain; empty if it cannot be read. */
  private Optional<String> fetchPersonId(OAuthTokens tokens) {
    try (OuraClient oura = setup.client(Credentials.token(tokens.accessToken()))) {
      return Optional.ofNullable(oura.withDeadline(ID_TIMEOUT).personalInfo().get().id());
    } catch (OuraException noPersonalInfo) {
      return Optional.empty();
    }
  }

  private TokenStore store() {
    return setup.store();
  }
}
