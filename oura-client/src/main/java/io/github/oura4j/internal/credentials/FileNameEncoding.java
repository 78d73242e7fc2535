// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Encodes any text as a safe file name and back. Lowercase letters, digits, hyphens and underscores
 * stay; every other byte is percent-encoded. Uppercase letters are encoded too because some file
 * systems ignore case, so that two people's keys could share a file.
 */
public final class FileNameEncoding {
  private static final String UNENCODED = "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private FileNameEncoding() {}

  /** Returns the file name of a text. */
  public static String encode(String text) {
    StringBuilder name = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (UNENCODED.indexOf(b) >= 0) {
        name.append((char) b);
      } else {
        name.append(String.format("%%%02X", b));
      }
    }
    return name.toString();
  }

  /** Returns the original text, or empty if {@link #encode} does not produce this name. */
  public static Optional<String> decode(String name) {
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
