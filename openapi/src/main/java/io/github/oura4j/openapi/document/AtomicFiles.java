// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes files atomically: at any time a reader sees the old content or the new one, never a part.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  public static void write(String text, Path file) {
    writeAll(Map.of(file, text));
  }

  /**
   * Writes several files. All are written to temporary files first, so that an error leaves every
   * target unchanged.
   */
  public static void writeAll(Map<Path, String> texts) {
    Map<Path, Path> temporaries = new LinkedHashMap<>();
    try {
      texts.forEach(
          (file, text) -> {
            Path temporary =
                file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            temporaries.put(file, temporary);
            fill(temporary, text, file);
          });
      temporaries.forEach(AtomicFiles::move);
    } finally {
      temporaries.values().forEach(AtomicFiles::delete);
    }
  }

  private static void fill(Path temporary, String text, Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": is a folder; --out expects a file");
    }
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw notWritten(file);
    }
  }

  private static void move(Path file, Path temporary) {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw notWritten(file);
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw new InvalidInputException(
          temporary + ": cannot be deleted; delete this temporary file by hand");
    }
  }

  private static InvalidInputException notWritten(Path file) {
    return new InvalidInputException(
        file + ": cannot be written; check that its folder exists and is writable");
  }
}
