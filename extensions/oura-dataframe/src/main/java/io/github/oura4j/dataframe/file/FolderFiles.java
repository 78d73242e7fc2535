// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All operations that change files of a history folder, so that tests can stop before each.
 *
 * @param beforeOperation called before each operation; does nothing except in tests
 */
record FolderFiles(Runnable beforeOperation) {

  /** Creates a file or replaces its content. Closing the stream syncs the file to disk. */
  NewFile create(Path file) throws IOException {
    beforeOperation.run();
    Files.createDirectories(file.getParent());
    return new NewFile(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /** Moves a file over another one, so that a crash leaves either of them, and syncs that. */
  void move(Path source, Path target) throws IOException {
    Path parent = Objects.requireNonNull(target.getParent());
    if (!Files.isDirectory(parent)) {
      beforeOperation.run();
      Files.createDirectories(parent);
      syncFolder(Objects.requireNonNull(parent.getParent()));
    }
    beforeOperation.run();
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(parent);
  }

  /** Deletes a file or a folder with everything in it, if it exists. */
  void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      beforeOperation.run();
      Files.delete(each);
    }
  }

  /** Makes a move durable: it is an entry of the folder. */
  private void syncFolder(Path folder) throws IOException {
    beforeOperation.run();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException foldersCannotBeOpened) {
      // On Windows. There, the file system's journal has to suffice.
    }
  }

  /** A file that is being written. */
  final class NewFile extends FilterOutputStream {
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    private NewFile(Path file, FileChannel channel) {
      super(Channels.newOutputStream(channel));
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      beforeOperation.run();
      out.write(source, offset, length);
      digest.update(source, offset, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        try (channel) {
          beforeOperation.run();
          channel.force(true);
        }
      }
    }

    /** Returns what was written, after the file was closed. */
    FileState state(long rows) throws IOException {
      return new FileState(
          rows, bytes, Files.getLastModifiedTime(file).toMillis(), Sha256.hex(digest.digest()));
    }
  }
}
