// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FetchThreadsTest {
  private final FetchThreads threads = new FetchThreads();

  private CompletableFuture<Thread> thread() {
    return CompletableFuture.supplyAsync(Thread::currentThread, threads);
  }

  @Test
  void execute_runsTasksInDaemonThreadsThatSayWhatTheyAreFor() throws Exception {
    Thread thread = thread().get();

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("oura4j-fetch-");
    threads.close();
  }

  @Test
  void execute_inAnyThread_usesTheContextClassLoaderOfTheThreadThatCreatedThem() throws Exception {
    ClassLoader ofCreation = new URLClassLoader(new URL[0], null);
    ClassLoader ofList = new URLClassLoader(new URL[0], null);
    FetchThreads created = inThread(ofCreation, FetchThreads::new);

    CompletableFuture<ClassLoader> used =
        inThread(
            ofList,
            () ->
                CompletableFuture.supplyAsync(
                    () -> Thread.currentThread().getContextClassLoader(), created));

    assertThat(used.get()).isSameAs(ofCreation);
    created.close();
  }

  private static <T> T inThread(ClassLoader contextClassLoader, Supplier<T> action)
      throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> result.complete(action.get()));
    thread.setContextClassLoader(contextClassLoader);
    thread.start();
    return result.get();
  }

  @Test
  void execute_ofManyTasks_limitsTheNumberOfThreads() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      tasks.add(CompletableFuture.runAsync(() -> use(used, end), threads));
    }
    end.countDown();
    CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).get();

    assertThat(used).hasSize(64);
    threads.close();
  }

  private static void use(Set<Thread> used, CountDownLatch end) {
    used.add(Thread.currentThread());
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void close_endsIdleThreadsAndLeavesOutFurtherTasks() throws Exception {
    Thread idle = thread().get();

    threads.close();

    idle.join();
    assertThat(thread()).isNotDone();
  }
}
