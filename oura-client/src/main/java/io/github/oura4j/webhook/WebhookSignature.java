// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The proof that an event comes from Oura: HMAC-SHA256 over the time stamp and the raw body. */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_DIGITS = 64;

  private final SecretKeySpec key;

  WebhookSignature(String clientSecret) {
    key = new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Reads the header; Oura writes capitals, and proxies have been known to write small letters. */
  static byte[] parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new WebhookRejectedException(401, "The header x-oura-signature is missing.");
    }
    String hex = header.strip();
    if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new WebhookRejectedException(401, "The header x-oura-signature is not 64 hex digits.");
    }
    return HexFormat.of().parseHex(hex);
  }

  /** Refuses a claim that was not made with the client secret, in a time that tells nothing. */
  void check(byte[] claimed, String timestamp, byte[] body) {
    if (!MessageDigest.isEqual(claimed, of(timestamp, body))) {
      throw new WebhookRejectedException(
          401,
          "The signature does not fit time stamp and body. When Oura's own events are refused,"
              + " check that the client secret is this application's, and that the body comes here"
              + " byte by byte as it was sent.");
    }
  }

  private byte[] of(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256, and this one has not.");
    }
  }
}
