// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraInterruptedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock that is shared by all threads and processes of this machine, based on a lock file.
 *
 * <p>The operating system releases the lock when the process ends, however it ends. The file itself
 * is never deleted: a waiting process would then lock the deleted file while another one locks a
 * new file of the same name, and both would run.
 */
final class FileMutex {
  /** Must exceed the duration of a token refresh, see {@link TokenStore}. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static final long POLL_MILLIS = 5;

  /**
   * The locks between the threads of this process, by file. A file lock alone cannot exclude
   * threads: the whole process owns it, and closing any channel of the file releases it. The map is
   * static because several stores can use the same folder.
   */
  private static final ConcurrentMap<Path, ReentrantLock> THREAD_LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock threadLock;

  /**
   * Creates a mutex.
   *
   * @param file the lock file, as an absolute path without symbolic links
   */
  FileMutex(Path file) {
    this.file = file;
    this.threadLock = THREAD_LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
  }

  <T> T hold(Supplier<T> work) throws IOException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try {
      if (!threadLock.tryLock(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
        throw timedOut();
      }
      try {
        return threadLock.getHoldCount() > 1 ? work.get() : holdFileLock(work, deadline);
      } finally {
        threadLock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a token refresh by another thread.");
    }
  }

  private <T> T holdFileLock(Supplier<T> work, long deadline)
      throws IOException, InterruptedException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnlyPermissions.forFile())) {
      FileLock lock = channel.tryLock();
      while (lock == null) {
        if (System.nanoTime() > deadline) {
          throw timedOut();
        }
        Thread.sleep(POLL_MILLIS);
        lock = channel.tryLock();
      }
      return work.get();
    }
  }

  private CredentialsException timedOut() {
    return new CredentialsException(
        "Another thread or process has held the lock "
            + file
            + " for more than "
            + TIMEOUT.toSeconds()
            + " s. Look for a process that hangs or is suspended, and end it.");
  }
}
