// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a whole file of UTF-8 text, with or without a byte order mark. */
final class TextFile {
  private TextFile() {}

  static String read(Path file) {
    if (Files.isDirectory(file)) {
      throw new RefusedException(file + ": is a folder; a file is wanted");
    }
    if (!Files.exists(file)) {
      throw new RefusedException(file + ": there is no such file");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new RefusedException(file + ": is not UTF-8 text");
    } catch (IOException e) {
      throw new RefusedException(file + ": cannot be read; may this user read it?");
    }
  }
}
