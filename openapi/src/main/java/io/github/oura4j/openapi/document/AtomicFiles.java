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
 * A file such as our description stands in: there is the old one or the new one at any time, never
 * a part.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  public static void write(String text, Path file) {
    writeAll(Map.of(file, text));
  }

  /** Writes several files, or none of them: each takes its place when all have been written. */
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
      throw new InvalidInputException(file + ": is a folder; --out wants a file");
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
      throw new InvalidInputException(temporary + ": cannot be deleted; it is of no use any more");
    }
  }

  private static InvalidInputException notWritten(Path file) {
    return new InvalidInputException(
        file + ": cannot be written; is its folder there, and may this user write to it?");
  }
}
