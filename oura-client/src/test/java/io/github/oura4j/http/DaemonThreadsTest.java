// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DaemonThreadsTest {
  @Test
  void thread_isADaemonThatKeepsNothingOfTheCaller() throws Exception {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("of the caller");
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<String> inherited = new CompletableFuture<>();
    CompletableFuture<ClassLoader> classLoader = new CompletableFuture<>();
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(new ClassLoader(before) {});
    try {
      DaemonThreads.unlimited("example")
          .execute(
              () -> {
                inherited.complete(String.valueOf(local.get()));
                classLoader.complete(Thread.currentThread().getContextClassLoader());
                thread.complete(Thread.currentThread());
              });
    } finally {
      caller.setContextClassLoader(before);
    }

    assertThat(thread.get().getName()).isEqualTo("example");
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(inherited.get()).isEqualTo("null");
    assertThat(classLoader.get()).isSameAs(ClassLoader.getSystemClassLoader());
  }

  @Test
  void unlimited_startsAllTasksAtOnce() throws Exception {
    Executor pool = DaemonThreads.unlimited("example");
    CountDownLatch started = new CountDownLatch(50);
    CountDownLatch ended = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      pool.execute(
          () -> {
            started.countDown();
            awaitQuietly(started);
            ended.countDown();
          });
    }

    ended.await();

    assertThat(started.getCount()).isZero();
  }

  @Test
  void atMost_usesNoMoreThreads() throws Exception {
    Executor pool = DaemonThreads.atMost(2, "example");
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch ended = new CountDownLatch(500);
    for (int i = 0; i < 500; i++) {
      pool.execute(
          () -> {
            threads.add(Thread.currentThread());
            ended.countDown();
          });
    }

    ended.await();

    assertThat(threads).hasSizeBetween(1, 2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
