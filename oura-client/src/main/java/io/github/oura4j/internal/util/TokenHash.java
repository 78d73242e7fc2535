// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies an access token by a hash. Unlike the token, the hash may be stored and shared, for
 * example by a rate limiter.
 */
public final class TokenHash {
  private TokenHash() {}

  /**
   * Returns the hash of an access token.
   *
   * @param accessToken the access token
   * @return the first half of its SHA-256, in hexadecimal
   */
  public static String of(String accessToken) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "SHA-256 is not available, but every Java runtime must support it.", e);
    }
  }
}
