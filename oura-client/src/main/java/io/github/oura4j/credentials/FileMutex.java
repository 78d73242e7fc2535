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
 * Lets one thread at a time through, among all processes of this machine that use the same file.
 * The operating system frees the lock when its process ends; the file stays, since removing it
 * would let two through.
 */
final class FileMutex {
  /** Longer than a refresh can take. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final long POLL_MILLIS = 5;

  /**
   * A file lock belongs to the whole process, and closing any other channel of the file sets it
   * free: so the threads of a process have to agree first, whichever store they come from.
   */
  private static final ConcurrentMap<Path, ReentrantLock> OF_THIS_PROCESS =
      new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock threads;

  /**
   * Makes a mutex.
   *
   * @param file an absolute path without links in it
   */
  FileMutex(Path file) {
    this.file = file;
    this.threads = OF_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
  }

  <T> T hold(Supplier<T> work) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      if (!threads.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooLong();
      }
      try {
        return threads.getHoldCount() > 1 ? work.get() : holdFile(work, deadline);
      } finally {
        threads.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for another one's refresh.");
    }
  }

  private <T> T holdFile(Supplier<T> work, long deadline) throws IOException, InterruptedException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file())) {
      FileLock lock = channel.tryLock();
      while (lock == null) {
        if (System.nanoTime() > deadline) {
          throw tooLong();
        }
        Thread.sleep(POLL_MILLIS);
        lock = channel.tryLock();
      }
      return work.get();
    }
  }

  private CredentialsException tooLong() {
    return new CredentialsException(
        "Another program has held "
            + file
            + " for more than "
            + PATIENCE.toSeconds()
            + " s. Look for one that hangs or is stopped, and end it.");
  }
}
