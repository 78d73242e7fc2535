// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * The keys with which a {@link PostgresTokenStore} seals token pairs: one that seals, and older or
 * newer ones that only open. Each has an id, which is stored with each record; it is no secret.
 *
 * <pre>{@code
 * SecretKey key = new SecretKeySpec(Base64.getDecoder().decode(base64), "AES");
 * TokenKeys keys = TokenKeys.of("2026-11", key).withOld("2026-01", previous);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Two objects are equal if they are the same object.
 */
public final class TokenKeys {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String currentId;
  private final Map<String, SecretKey> keys;

  private TokenKeys(String currentId, Map<String, SecretKey> keys) {
    this.currentId = currentId;
    this.keys = keys;
  }

  /**
   * Returns keys of which one seals, and there is no other.
   *
   * @param id the key's id: 1 to 64 letters, digits, dots, hyphens and underscores of ASCII
   * @param key a key for AES, of 128, 192 or 256 bits
   * @return the keys
   * @throws IllegalArgumentException if the id or the key is not suitable
   */
  public static TokenKeys of(String id, SecretKey key) {
    return new TokenKeys(id, Map.of()).with(id, key);
  }

  /**
   * Adds a key that only opens what it has sealed: the previous one after a rotation, or the next
   * one before it.
   *
   * @param id the key's id, which no other key has
   * @param key a key for AES, of 128, 192 or 256 bits
   * @return keys with this one added
   * @throws IllegalArgumentException if the id or the key is not suitable, or the id has a key
   */
  public TokenKeys withOld(String id, SecretKey key) {
    return with(id, key);
  }

  private TokenKeys with(String id, SecretKey key) {
    Objects.requireNonNull(id, "id must not be null");
    Objects.requireNonNull(key, "key must not be null");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "The id of a key must have 1 to 64 letters, digits, dots, hyphens and underscores.");
    }
    requireAes(id, key);
    Map<String, SecretKey> all = new LinkedHashMap<>(keys);
    if (all.putIfAbsent(id, key) != null) {
      throw new IllegalArgumentException(
          "There are two keys with the id '" + id + "'. Give each key an id of its own.");
    }
    return new TokenKeys(currentId, all);
  }

  private static void requireAes(String id, SecretKey key) {
    byte[] encoded = key.getEncoded(); // Null for a key that does not leave its device.
    if (!key.getAlgorithm().equals("AES")
        || (encoded != null
            && encoded.length != 16
            && encoded.length != 24
            && encoded.length != 32)) {
      throw new IllegalArgumentException(
          "The key '" + id + "' is not an AES key. Use one of 128, 192 or 256 random bits.");
    }
  }

  /** Returns the id of the key that seals. */
  String currentId() {
    return currentId;
  }

  /** Returns the key with an id. */
  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Returns the ids but no key. */
  @Override
  public String toString() {
    return "TokenKeys[current " + currentId + ", all " + keys.keySet() + "]";
  }
}
