// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimit;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class VirtualThreadsTest {
  private static final int CALLERS = 1000;

  /** Up to Java 23, a virtual thread that waits inside a monitor pins its carrier thread. */
  @Test
  void call_whileWaiting_holdsNoMonitor() {
    Set<MonitorInfo> heldMonitors = ConcurrentHashMap.newKeySet();
    List<String> waits = new CopyOnWriteArrayList<>();
    VirtualTime time =
        new VirtualTime() {
          @Override
          public boolean await(CountDownLatch event, Duration length) throws InterruptedException {
            waits.add("wait");
            heldMonitors.addAll(monitorsOfThisThread());
            return super.await(event, length);
          }
        };
    OuraClient oura =
        OuraClient.builder()
            .credentials(
                () -> {
                  waits.add("credentials");
                  heldMonitors.addAll(monitorsOfThisThread());
                  return "t";
                })
            .rateLimit(new RateLimit(1, Duration.ofSeconds(1)))
            .ticker(time)
            .sleeper(time)
            .clock(time)
            .transport(
                request -> {
                  waits.add("transport");
                  heldMonitors.addAll(monitorsOfThisThread());
                  return new OuraResponse(
                      waits.size() < 4 ? 503 : 200,
                      Map.of(),
                      "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));
                })
            .build();

    oura.personalInfo().get();

    // Between the two attempts: the backoff, and the wait for a permit.
    assertThat(waits).containsExactly("credentials", "transport", "wait", "wait", "transport");
    assertThat(heldMonitors).isEmpty();
    synchronized (waits) {
      assertThat(monitorsOfThisThread()).as("a monitor that is held").isNotEmpty();
    }
  }

  private static List<MonitorInfo> monitorsOfThisThread() {
    ThreadInfo[] infos =
        ManagementFactory.getThreadMXBean()
            .getThreadInfo(new long[] {Thread.currentThread().getId()}, true, false);
    return List.of(infos[0].getLockedMonitors());
  }

  @Test
  void call_fromAThousandVirtualThreads_pinsNoCarrierThread() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "Java 17 has no virtual threads");
    CountDownLatch allAreWaiting = new CountDownLatch(CALLERS);
    OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .transport(
                request -> {
                  allAreWaiting.countDown();
                  // Pinned threads keep their carrier threads, and there are a few hundred of them
                  // at most.
                  boolean all = allAreWaiting.await(2, TimeUnit.MINUTES);
                  return new OuraResponse(
                      all ? 200 : 418,
                      Map.of(),
                      "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));
                })
            .build();
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      calls.add(() -> oura.personalInfo().get());
    }

    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      for (Future<Object> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isNotNull();
      }
    } finally {
      threads.shutdown();
    }
  }
}
