// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.StoredTokensCodec;
import io.github.oura4j.error.CredentialsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A record of a person, sealed with AES/GCM: a random nonce, then the encrypted JSON of {@link
 * StoredTokensCodec} with its tag. The person's key and the id of the key are authenticated too, so
 * that a row that was copied to another person cannot be opened.
 *
 * @param keyId the id of the key
 * @param content the nonce and what was encrypted
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SealedTokens(String keyId, byte[] content) {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Seals a record with the current key. */
  static SealedTokens seal(String person, StoredTokens tokens, TokenKeys keys) {
    String keyId = keys.currentId();
    SecretKey key = keys.find(keyId).orElseThrow();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, keyId, person);
      byte[] encrypted = cipher.doFinal(StoredTokensCodec.encode(person, tokens));
      byte[] content = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
      System.arraycopy(encrypted, 0, content, NONCE_BYTES, encrypted.length);
      return new SealedTokens(keyId, content);
    } catch (GeneralSecurityException e) {
      throw new CredentialsException(
          "The tokens of "
              + person
              + " cannot be sealed with the key '"
              + keyId
              + "' ("
              + e.getClass().getSimpleName()
              + "). Nothing was saved. Check the key.");
    }
  }

  /**
   * Opens the record.
   *
   * @param store names the store, for messages
   * @throws CredentialsException if the key is missing or another one, or the row was changed
   */
  StoredTokens open(String person, TokenKeys keys, Object store) {
    String subject = "The record of " + person + " in " + store;
    SecretKey key = keys.find(keyId).orElseThrow(() -> missingKey(subject, keys));
    if (content.length < NONCE_BYTES) {
      throw broken(subject);
    }
    try {
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(content, NONCE_BYTES), keyId, person);
      byte[] json = cipher.doFinal(content, NONCE_BYTES, content.length - NONCE_BYTES);
      return StoredTokensCodec.decode(json, person, subject);
    } catch (AEADBadTagException e) {
      throw broken(subject);
    } catch (GeneralSecurityException e) {
      throw new CredentialsException(
          subject
              + " cannot be opened with the key '"
              + keyId
              + "' ("
              + e.getClass().getSimpleName()
              + "). Nothing was changed. Check the key.");
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String keyId, String person)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    // Neither an id nor a person's key contains a line break.
    cipher.updateAAD(("oura4j tokens\n" + keyId + "\n" + person).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private CredentialsException missingKey(String subject, TokenKeys keys) {
    return new CredentialsException(
        subject
            + " is sealed with the key '"
            + keyId
            + "', which this program does not have: "
            + keys
            + ". Add it with TokenKeys.withOld. Nothing was changed.");
  }

  private CredentialsException broken(String subject) {
    return new CredentialsException(
        subject
            + " cannot be opened with the key '"
            + keyId
            + "': that is another key than the one with which it was sealed, or the row was changed"
            + " or copied from another person. Nothing was changed. Use the right key, restore the"
            + " row, or remove it and let the person authorize again.");
  }

  /** Returns the id of the key but nothing that was sealed. */
  @Override
  public String toString() {
    return "SealedTokens[" + keyId + "]";
  }
}
