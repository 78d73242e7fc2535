// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signature of an event: an HMAC-SHA256 over the timestamp and the raw body, with the
 * client secret as the key. Only Oura and the application know that secret.
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_DIGITS = 64;

  private final SecretKeySpec key;

  WebhookSignature(String clientSecret) {
    key = new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Parses the header. Oura sends uppercase hexadecimal digits; lowercase is accepted, too, because
   * some proxies change the case.
   */
  static byte[] parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new WebhookRejectedException(401, "The header x-oura-signature is missing.");
    }
    String hex = header.strip();
    if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new WebhookRejectedException(
          401, "The header x-oura-signature is not 64 hexadecimal digits.");
    }
    return HexFormat.of().parseHex(hex);
  }

  /** Rejects a wrong signature. The comparison takes constant time, to prevent timing attacks. */
  void verify(byte[] received, String timestamp, byte[] body) {
    if (!MessageDigest.isEqual(received, sign(timestamp, body))) {
      throw new WebhookRejectedException(
          401,
          "The signature does not match the timestamp and the body. If events from Oura are"
              + " rejected, check that the client secret is the one of this application, and that"
              + " the body is passed on unchanged, byte by byte.");
    }
  }

  private byte[] sign(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime does not support HMAC-SHA256.");
    }
  }
}
