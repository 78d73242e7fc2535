// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The file that our description stands in: there is the old one or the new one at any time, never a
 * part.
 */
final class WholeFile {
  private WholeFile() {}

  static void write(String text, Path file) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new RefusedException(file + ": is a folder; --out wants a file");
    }
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      replace(target, temporary, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RefusedException(
          file + ": cannot be written; is its folder there, and may this user write to it?");
    }
  }

  private static void replace(Path target, Path temporary, byte[] content) throws IOException {
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
