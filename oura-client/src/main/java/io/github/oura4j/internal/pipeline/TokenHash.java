// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.OuraRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the person of a request by a hash of the access token. Unlike the token, the hash may
 * be stored and shared, for example by a rate limiter.
 */
final class TokenHash {
  private TokenHash() {}

  /** Returns the hash, or null if the request has no access token. */
  static @Nullable String of(OuraRequest request) {
    String authorization = request.headers().get("Authorization");
    return authorization == null ? null : hash(authorization);
  }

  private static String hash(String authorization) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(authorization.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "SHA-256 is not available, but every Java runtime must support it.", e);
    }
  }
}
