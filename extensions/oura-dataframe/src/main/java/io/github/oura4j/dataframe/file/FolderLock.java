// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps two processes, and two instances in one process, from using a folder at the same time. The
 * operating system releases the lock when the process ends, however it ends. The lock file is never
 * deleted: another process could then lock a new file of the same name.
 */
final class FolderLock implements Closeable {
  /**
   * The folders that this process has locked. A file lock alone is not enough: closing any channel
   * of the file, as after a failed attempt, releases it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Locks a folder without waiting.
   *
   * @param folder the folder, without symbolic links
   * @param file the lock file
   */
  static FolderLock acquire(Path folder, Path file) throws IOException {
    if (!HELD.add(folder)) {
      throw inUse(folder);
    }
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(folder);
      }
      return new FolderLock(folder, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static HistoryFolderException inUse(Path folder) {
    return new HistoryFolderException(
        "The history in "
            + folder
            + " is being updated by another run. No file was changed. Wait until that run has"
            + " ended, or use another folder.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(folder);
  }
}
