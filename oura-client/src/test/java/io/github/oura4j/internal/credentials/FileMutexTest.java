// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * File systems with errors, and two class loaders of one JVM, such as two web applications, that
 * share a token store. The operating system cannot tell them apart, so a third process checks
 * whether the lock is held.
 */
class FileMutexTest {
  @TempDir Path directory;

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** A program that prints whether the lock of a file is free. */
  static final class LockProbe {
    private LockProbe() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel =
          FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        System.out.println(channel.tryLock() == null ? "held" : "free");
      }
    }
  }

  @Test
  void hold_inTwoClassLoaders_waitsForTheOtherAndKeepsItsLock() throws Exception {
    TokenStore store = TokenStore.inFolder(directory);
    FutureTask<Boolean> first =
        new FutureTask<>(
            () ->
                store.withLock(
                    "one",
                    () -> {
                      held.countDown();
                      return awaitRelease();
                    }));
    new Thread(first).start();
    held.await();
    try (URLClassLoader other = otherClassLoader()) {
      Object otherStore = openStore(other);

      FutureTask<Object> interrupted = new FutureTask<>(() -> withLock(otherStore, () -> "done"));
      Thread waiting = start(interrupted);
      awaitPolling(waiting);
      waiting.interrupt();
      waiting.join();
      assertThat(interrupted.get().toString()).contains("interrupted while it waited");
      assertThat(lockSeenByAnotherProcess()).isEqualTo("held");

      FutureTask<Object> patient = new FutureTask<>(() -> withLock(otherStore, () -> "done"));
      waiting = start(patient);
      awaitPolling(waiting);
      released.countDown();

      assertThat(first.get()).isTrue();
      assertThat(patient.get()).isEqualTo("done");
      assertThat(withLock(otherStore, this::lockSeenByAnotherProcess)).isEqualTo("held");
      assertThat(lockSeenByAnotherProcess()).isEqualTo("free");
    }
  }

  @Test
  void save_whenTheLockFileCannotBeClosed_succeedsAndFreesTheLock() throws Exception {
    StoredTokens tokens = StoredTokens.of(new OAuthTokens("a", "r", Instant.EPOCH, null, Set.of()));
    TokenStore store = TokenStore.inFolder(directory);
    FileMutex.UNCLOSED.put(lockFile(), new FaultyLockChannel(openLockFile(), true));

    store.save("one", tokens);

    assertThat(FileMutex.UNCLOSED).doesNotContainKey(lockFile());
    assertThat(store.find("one")).contains(tokens);
    assertThat(lockSeenByAnotherProcess()).isEqualTo("free");
  }

  @Test
  void hold_whenTheFileCannotBeLocked_throwsIOExceptionAndOpensItOnlyOnce() throws Exception {
    FileMutex mutex = new FileMutex(lockFile());
    try (FileChannel real = openLockFile()) {
      FileChannel channel = new FaultyLockChannel(real, false);
      FileMutex.UNCLOSED.put(lockFile(), channel);

      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> mutex.hold(() -> "done"))
            .isInstanceOf(IOException.class)
            .hasMessage("no locks available");
        assertThat(FileMutex.UNCLOSED).containsEntry(lockFile(), channel);
      }
    } finally {
      FileMutex.UNCLOSED.remove(lockFile());
    }
  }

  private Path lockFile() throws IOException {
    return directory.toRealPath().resolve("one.lock");
  }

  private FileChannel openLockFile() throws IOException {
    return FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private boolean awaitRelease() {
    try {
      released.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Loads the classes of the library a second time. */
  private static URLClassLoader otherClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private Object openStore(ClassLoader loader) throws Exception {
    Class<?> type = loader.loadClass(TokenStore.class.getName());
    assertThat(type).isNotEqualTo(TokenStore.class);
    return type.getMethod("inFolder", Path.class).invoke(null, directory);
  }

  /** Calls withLock of a store of another class loader, and returns its result or exception. */
  private static Object withLock(Object store, Supplier<Object> work) throws Exception {
    Class<?> type = store.getClass().getInterfaces()[0];
    try {
      return type.getMethod("withLock", String.class, Supplier.class).invoke(store, "one", work);
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  /** Waits until a thread has tried to acquire the file lock and waits for its next attempt. */
  private static void awaitPolling(Thread thread) {
    while (thread.isAlive()
        && List.of(thread.getStackTrace()).stream()
            .noneMatch(frame -> frame.getMethodName().equals("sleep"))) {
      Thread.onSpinWait();
    }
  }

  private Object lockSeenByAnotherProcess() {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockProbe.class.getName(),
                  directory.resolve("one.lock").toString())
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
