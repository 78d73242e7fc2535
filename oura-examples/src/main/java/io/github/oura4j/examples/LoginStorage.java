// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.OuraException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Stores the tokens of a login under the key of the person: the chosen one, Oura's id of the
 * person, or, when Oura does not tell it, a key that nobody has.
 *
 * @param setup the store, and the server from which the id is read
 * @param chosenKey the key that the person at the command line chose, if any
 */
record LoginStorage(LoginSetup setup, Optional<String> chosenKey) {
  private static final String FALLBACK_KEY = "me";

  /**
   * Where tokens were stored.
   *
   * @param key the person's key
   * @param isReplacement whether they replaced previous tokens
   * @param isFallback whether the key does not tell who the person is
   */
  record Stored(String key, boolean isReplacement, boolean isFallback) {}

  static LoginStorage of(LoginOptions options, LoginSetup setup) {
    return new LoginStorage(
        setup, options.person().or(() -> setup.environment().setting("OURA_PERSON")));
  }

  /**
   * Checks what can be checked before the person sees the consent page, because tokens that cannot
   * be stored afterward are lost.
   */
  void check() {
    store().checkWritable();
    chosenKey.ifPresent(store()::find);
  }

  Stored save(OAuthTokens tokens) {
    return chosenKey
        .or(() -> fetchPersonId(tokens))
        .map(key -> saveAs(key, tokens))
        .orElseGet(() -> saveUnderFreeKey(tokens));
  }

  private Stored saveAs(String key, OAuthTokens tokens) {
    boolean isReplacement = store().find(key).isPresent();
    store().save(key, tokens);
    return new Stored(key, isReplacement, false);
  }

  /** Without an id, nothing tells whether the person is one of those who are stored already. */
  private Stored saveUnderFreeKey(OAuthTokens tokens) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? FALLBACK_KEY : FALLBACK_KEY + "-" + number)
        .filter(key -> store().withLock(key, () -> saveIfFree(key, tokens)))
        .findFirst()
        .map(key -> new Stored(key, false, true))
        .orElseThrow();
  }

  private boolean saveIfFree(String key, OAuthTokens tokens) {
    if (store().find(key).isPresent()) {
      return false;
    }
    store().save(key, StoredTokens.of(tokens));
    return true;
  }

  /** Returns Oura's id of the person, which webhook events contain; empty if it cannot be read. */
  private Optional<String> fetchPersonId(OAuthTokens tokens) {
    try (OuraClient oura = setup.client(Credentials.token(tokens.accessToken()))) {
      return Optional.ofNullable(oura.personalInfo().get().id()).filter(this::isValidKey);
    } catch (OuraException noPersonalInfo) {
      return Optional.empty();
    }
  }

  private boolean isValidKey(String key) {
    try {
      Optional<StoredTokens> unused = store().find(key);
      return true;
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private TokenStore store() {
    return setup.store();
  }
}
