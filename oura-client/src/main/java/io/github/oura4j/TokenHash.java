// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.OuraRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells people apart by a hash of their access token, which may go where the token may not. */
final class TokenHash {
  private TokenHash() {}

  static @Nullable String of(OuraRequest request) {
    String authorization = request.headers().get("Authorization");
    return authorization == null ? null : hash(authorization);
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
