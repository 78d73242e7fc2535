// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names of files for any text: what is not a small letter, a digit, a minus or an underscore stands
 * as its bytes in hexadecimal. Capitals too, since some file systems take them for small ones.
 */
final class FileName {
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private FileName() {}

  static String encode(String text) {
    StringBuilder name = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        name.append((char) b);
      } else {
        name.append(String.format("%%%02X", b));
      }
    }
    return name.toString();
  }

  /** Reads a name back; empty when it is not one that {@link #encode} makes. */
  static Optional<String> decode(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '%' && name.length() > i + 2) {
        int high = Character.digit(name.charAt(i + 1), 16);
        int low = Character.digit(name.charAt(i + 2), 16);
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(name.charAt(i));
      }
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return encode(text).equals(name) ? Optional.of(text) : Optional.empty();
  }
}
