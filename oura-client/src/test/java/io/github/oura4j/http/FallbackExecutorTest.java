// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    assertThat(queued).hasSize(1);
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
