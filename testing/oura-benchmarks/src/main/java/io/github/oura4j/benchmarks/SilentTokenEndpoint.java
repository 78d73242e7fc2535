// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RawRequests;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how much later than its own request a call ends while the token endpoint is silent: 64
 * threads call with an access token that is valid but due for a refresh, whose response never
 * comes. The latest call may end 100 ms later than its request, and one refresh may be sent.
 *
 * <p>The API is a transport that takes 20 ms and measures the duration of each request itself, so
 * that a busy machine delays both. Run by hand; the argument is the number of calls of each thread,
 * 50 by default.
 */
public final class SilentTokenEndpoint {
  private static final int THREADS = 64;
  private static final int WARM_UP_CALLS = 20;
  private static final long REQUEST_MILLIS = 20;
  private static final Duration MAX_LATENESS = Duration.ofMillis(100);
  private static final OuraResponse RESPONSE =
      new OuraResponse(200, Map.of(), "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));

  private final ThreadLocal<Long> requestNanos = ThreadLocal.withInitial(() -> 0L);
  private final AtomicInteger tokenRequests = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong latest = new AtomicLong();
  private final CountDownLatch end = new CountDownLatch(1);

  private SilentTokenEndpoint() {}

  /**
   * Runs the calls, prints the lateness of the latest one, and exits with status 1 if it is more
   * than 100 ms, a call failed, or not exactly one refresh was sent.
   *
   * @param arguments the number of calls of each thread
   * @throws Exception if the benchmark is interrupted
   */
  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length == 0 ? 50 : Integer.parseInt(arguments[0]);
    System.exit(new SilentTokenEndpoint().run(calls) ? 0 : 1);
  }

  private boolean run(int calls) throws Exception {
    HttpServer endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
    endpoint.setExecutor(Executors.newCachedThreadPool());
    endpoint.createContext("/", this::staySilent);
    endpoint.start();
    TokenStore store = TokenStore.inMemory();
    Instant now = Instant.now();
    store.save(
        "one",
        new OAuthTokens(
            "access", "refresh", now.minusSeconds(86_400), now.plusSeconds(240), Set.of()));
    OAuthClient oauth =
        OAuthClient.builder("id", "secret")
            .endpoints(
                OAuthEndpoints.current()
                    .withBaseUrl("http://127.0.0.1:" + endpoint.getAddress().getPort()))
            .build();
    OuraClient warmUp = client(oauth, store, "warm-up");
    OuraClient oura = client(oauth, store, "one");
    store.save("warm-up", new OAuthTokens("access", null, now, null, Set.of()));
    callFromAllThreads(warmUp.raw(), WARM_UP_CALLS);
    latest.set(0);
    callFromAllThreads(oura.raw(), calls);
    System.out.printf(
        "%d threads with %d calls each beside a silent token endpoint, requests of %d ms%n"
            + "latest call      %.1f ms later than its own request (at most %d ms)%n"
            + "token requests   %d, failed calls %d%n",
        THREADS,
        calls,
        REQUEST_MILLIS,
        latest.get() / 1e6,
        MAX_LATENESS.toMillis(),
        tokenRequests.get(),
        failures.get());
    end.countDown();
    endpoint.stop(0);
    return latest.get() <= MAX_LATENESS.toNanos()
        && tokenRequests.get() == 1
        && failures.get() == 0;
  }

  private void staySilent(HttpExchange exchange) throws IOException {
    tokenRequests.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private OuraClient client(OAuthClient oauth, TokenStore store, String person) {
    return OuraClient.builder()
        .credentials(oauth.credentials(store, person))
        .transport(new Api())
        .build();
  }

  private void callFromAllThreads(RawRequests raw, int calls) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      threads.execute(() -> call(raw, calls));
    }
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
      failures.incrementAndGet();
    }
  }

  private void call(RawRequests raw, int calls) {
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      try {
        raw.get("/v2/usercollection/personal_info");
      } catch (RuntimeException e) {
        failures.incrementAndGet();
      }
      long lateness = System.nanoTime() - start - requestNanos.get();
      latest.accumulateAndGet(lateness, Math::max);
    }
  }

  /** Responds after some time, and measures it. */
  private final class Api implements Transport {
    @Override
    public OuraResponse send(OuraRequest request) throws InterruptedException {
      long start = System.nanoTime();
      Thread.sleep(REQUEST_MILLIS);
      requestNanos.set(System.nanoTime() - start);
      return RESPONSE;
    }
  }
}
