// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualThreadsTest {
  private static final int CALLERS = 1000;

  @Test
  void call_fromAThousandVirtualThreads_pinsNoneOfThem() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "Java 17 has no virtual threads");
    CountDownLatch allAreWaiting = new CountDownLatch(CALLERS);
    OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .transport(
                request -> {
                  allAreWaiting.countDown();
                  // A pinned thread keeps its carrier, of which there are a few hundred at most.
                  boolean all = allAreWaiting.await(30, TimeUnit.SECONDS);
                  return new OuraResponse(
                      all ? 200 : 418, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
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
