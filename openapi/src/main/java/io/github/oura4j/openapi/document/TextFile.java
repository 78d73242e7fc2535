// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads UTF-8 text files, with or without a byte order mark. */
public final class TextFile {
  private TextFile() {}

  public static String read(Path file) {
    return read(file, Integer.MAX_VALUE);
  }

  /** Reads a file that is not ours, and therefore may be larger than the memory. */
  public static String read(Path file, long limit) {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": is a folder, but a file is expected");
    }
    if (!Files.exists(file)) {
      throw new InvalidInputException(file + ": there is no such file");
    }
    try {
      if (Files.size(file) > limit) {
        throw new InvalidInputException(file + ": is larger than " + limit + " bytes");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": is not UTF-8 text");
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read; check its permissions");
    }
  }
}
