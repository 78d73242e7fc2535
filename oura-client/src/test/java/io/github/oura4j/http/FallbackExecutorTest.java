// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FallbackExecutorTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  private OuraClient client(ScriptedServer server) {
    return OuraClient.builder()
        .baseUrl(server.baseUrl())
        .credentials(Credentials.token("t"))
        .executor(pool)
        .readTimeout(Duration.ofMinutes(2))
        .callTimeout(Duration.ofMinutes(2))
        .build();
  }

  @Test
  void calls_inAllThreadsOfTheClientsOwnExecutor_doNotStarve() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{\"age\": 40}"));
        OuraClient oura = client(server)) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> oura.personalInfo().get().age());
      }
      for (Future<Integer> call : pool.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(40);
      }
    }
  }

  @Test
  void calls_afterTheExecutorWasShutDown_succeed() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{\"age\": 40}"));
        OuraClient oura = client(server)) {
      pool.shutdownNow();

      assertThat(oura.personalInfo().get().age()).isEqualTo(40);
    }
  }

  @Test
  void execute_whenTheExecutorStartsTheTaskLate_runsItOnce() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    pool.execute(() -> awaitQuietly(busy));
    pool.execute(() -> awaitQuietly(busy));
    new FallbackExecutor(pool)
        .execute(
            () -> {
              runs.incrementAndGet();
              ran.countDown();
            });

    ran.await();
    busy.countDown();
    pool.submit(() -> {}).get();
    pool.submit(() -> {}).get();

    assertThat(runs).hasValue(1);
  }

  /** Blocks both threads of the pool until a latch is released. */
  private void blockPool(CountDownLatch blocked) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      pool.execute(
          () -> {
            started.countDown();
            awaitQuietly(blocked);
          });
    }
    started.await();
  }

  @Test
  void execute_whileAllThreadsAreBlocked_runsEachTaskOnceInOtherThreads() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    blockPool(blocked);
    FallbackExecutor executor = new FallbackExecutor(pool);
    List<AtomicInteger> runs = new ArrayList<>();
    CountDownLatch ran = new CountDownLatch(200);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 200; i++) {
      AtomicInteger count = new AtomicInteger();
      runs.add(count);
      executor.execute(
          () -> {
            threads.add(Thread.currentThread().getName());
            count.incrementAndGet();
            ran.countDown();
          });
    }

    ran.await();
    blocked.countDown();
    pool.submit(() -> {}).get();
    pool.submit(() -> {}).get();

    assertThat(threads).containsOnly("oura4j-http-fallback");
    assertThat(runs).allSatisfy(count -> assertThat(count).hasValue(1));
  }

  /**
   * A task that is never started would otherwise stay in the pool's queue, and so would the next.
   */
  @Test
  void execute_afterATaskWasLate_keepsTasksAwayFromTheExecutor() throws Exception {
    AtomicInteger submitted = new AtomicInteger();
    FallbackExecutor executor = new FallbackExecutor(work -> submitted.incrementAndGet());
    CountDownLatch late = new CountDownLatch(1);
    executor.execute(late::countDown);
    late.await();
    CountDownLatch ran = new CountDownLatch(100);
    awaitBusy(executor, submitted);
    int submittedBefore = submitted.get();
    for (int i = 0; i < 100; i++) {
      executor.execute(ran::countDown);
    }
    ran.await();

    assertThat(submitted.get()).isBetween(submittedBefore, submittedBefore + 1);
  }

  /** Submits tasks until one of them is not given to the executor anymore. */
  private static void awaitBusy(FallbackExecutor executor, AtomicInteger submitted) {
    int before;
    do {
      before = submitted.get();
      executor.execute(() -> {});
    } while (submitted.get() > before);
  }

  @Test
  void execute_whenTheExecutorIsFreeAgain_usesItAgain() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    blockPool(blocked);
    FallbackExecutor executor = new FallbackExecutor(pool);
    CountDownLatch late = new CountDownLatch(1);
    executor.execute(late::countDown);
    late.await();
    blocked.countDown();

    assertThat(firstThreadThatIsNotTheFallback(executor)).startsWith("pool-");
  }

  /** Also the question whether the executor is free again can be lost. */
  @Test
  void execute_whenTheExecutorHasLostTasks_usesItAgainWhenItRunsTasks() throws Exception {
    AtomicInteger lost = new AtomicInteger();
    FallbackExecutor executor =
        new FallbackExecutor(
            work -> {
              if (lost.incrementAndGet() > 2) {
                pool.execute(work);
              }
            });
    CountDownLatch late = new CountDownLatch(1);
    executor.execute(late::countDown);
    late.await();

    assertThat(firstThreadThatIsNotTheFallback(executor)).startsWith("pool-");
    assertThat(lost).hasValueGreaterThan(2);
  }

  private static String firstThreadThatIsNotTheFallback(FallbackExecutor executor)
      throws Exception {
    while (true) {
      CompletableFuture<String> name = new CompletableFuture<>();
      executor.execute(() -> name.complete(Thread.currentThread().getName()));
      if (!name.get().equals("oura4j-http-fallback")) {
        return name.get();
      }
    }
  }

  /** Tasks that started in time must not hide one that did not. */
  @Test
  void execute_whenOnlySomeTasksStartInTime_runsTheOthersElsewhere() throws Exception {
    AtomicInteger submitted = new AtomicInteger();
    FallbackExecutor executor =
        new FallbackExecutor(
            work -> {
              if (submitted.incrementAndGet() % 2 == 0) {
                work.run();
              }
            });
    CountDownLatch ran = new CountDownLatch(101);
    for (int i = 0; i < 101; i++) {
      executor.execute(ran::countDown);
    }

    ran.await();

    assertThat(submitted).hasPositiveValue();
  }

  @Test
  void execute_whenTheWorkHasEnded_keepsNoReferenceToIt() throws Exception {
    List<Runnable> queued = new CopyOnWriteArrayList<>();
    CountDownLatch ran = new CountDownLatch(1);
    WeakReference<Object> work = start(new FallbackExecutor(queued::add), ran);
    ran.await();

    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!work.refersTo(null) && System.nanoTime() < end) {
      System.gc();
    }

    assertThat(work.refersTo(null)).isTrue();
    assertThat(queued).isNotEmpty();
  }

  /** Starts a task, and returns a reference to an object that only the task uses. */
  private static WeakReference<Object> start(FallbackExecutor executor, CountDownLatch ran) {
    Object used = new Object();
    executor.execute(
        () -> {
          assertThat(used).isNotNull();
          ran.countDown();
        });
    return new WeakReference<>(used);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
