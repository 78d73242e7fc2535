// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraInterruptedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is shared by all threads, class loaders and processes of this machine, based on a
 * lock file.
 *
 * <p>The operating system releases the lock when the process ends, however it ends. The file itself
 * is never deleted: a waiting process would then lock the deleted file while another one locks a
 * new file of the same name, and both would run.
 *
 * <p>A file lock belongs to the whole process, and closing any channel of the file releases it. Two
 * things follow. The threads of a process need a lock of their own. And where two class loaders of
 * one JVM, such as two web applications, have each loaded this class, a channel may be closed only
 * while no other class loader holds the lock. The monitor of an interned string, which all class
 * loaders share, guards that.
 */
public final class FileMutex {
  private static final Logger LOG = System.getLogger("io.github.oura4j");
  private static final long POLL_MILLIS = 5;

  /** The locks between the threads of this class loader, by file. */
  private static final ConcurrentMap<Path, ReentrantLock> THREAD_LOCKS = new ConcurrentHashMap<>();

  /**
   * Channels that could not be closed because another class loader may hold the lock, by file.
   * There is at most one per file, because only the holder of the thread lock opens one.
   */
  static final ConcurrentMap<Path, FileChannel> UNCLOSED = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock threadLock;
  private final Object monitorOfJvm;

  /**
   * Creates a mutex.
   *
   * @param file the lock file, as an absolute path without symbolic links
   */
  public FileMutex(Path file) {
    this.file = file;
    this.threadLock = THREAD_LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
    this.monitorOfJvm = ("io.github.oura4j " + file).intern();
  }

  /**
   * Runs work while holding the lock. A thread that holds it already may call this method again.
   *
   * @throws IOException if the lock file cannot be opened or locked; the work has not been run
   * @throws CredentialsException if the lock is not free for 90 seconds
   * @throws OuraInterruptedException if the thread is interrupted while it waits
   */
  public <T> T hold(Supplier<T> work) throws IOException {
    LockWait wait = new LockWait(file.toString(), LockWait.LIMIT);
    try {
      wait.acquire(threadLock);
      try {
        return threadLock.getHoldCount() > 1 ? work.get() : holdFileLock(work, wait);
      } finally {
        threadLock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for a token refresh by another thread.");
    }
  }

  private <T> T holdFileLock(Supplier<T> work, LockWait wait)
      throws IOException, InterruptedException {
    FileChannel channel = open();
    boolean acquired = false;
    try {
      while (attempt(channel) != Attempt.ACQUIRED) {
        wait.giveUpAfterLimit();
        Thread.sleep(POLL_MILLIS);
      }
      acquired = true;
      return work.get();
    } finally {
      close(channel, acquired);
    }
  }

  private FileChannel open() throws IOException {
    @Nullable FileChannel unclosed = UNCLOSED.remove(file);
    return unclosed != null
        ? unclosed
        : FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnlyPermissions.forFile());
  }

  private enum Attempt {
    ACQUIRED,
    HELD_BY_ANOTHER_PROCESS,
    HELD_IN_THIS_JVM
  }

  /** Tries to acquire the lock; the channel must not hold it yet. */
  private Attempt attempt(FileChannel channel) throws IOException {
    synchronized (monitorOfJvm) {
      try {
        return channel.tryLock() == null ? Attempt.HELD_BY_ANOTHER_PROCESS : Attempt.ACQUIRED;
      } catch (OverlappingFileLockException e) {
        return Attempt.HELD_IN_THIS_JVM;
      }
    }
  }

  /** Throws no exception: the outcome of the work must not depend on closing the lock file. */
  private void close(FileChannel channel, boolean acquired) {
    synchronized (monitorOfJvm) {
      if (acquired || isFreeInThisJvm(channel)) {
        try {
          channel.close();
        } catch (IOException e) {
          LOG.log(Level.WARNING, () -> "The lock file " + file + " could not be closed: " + e);
        }
      } else {
        UNCLOSED.put(file, channel);
      }
    }
  }

  private boolean isFreeInThisJvm(FileChannel channel) {
    try {
      return attempt(channel) != Attempt.HELD_IN_THIS_JVM;
    } catch (IOException unknown) {
      return false;
    }
  }
}
