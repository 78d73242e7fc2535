// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RawRequests;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.limit.RateLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the overhead of the client's transport chain (authentication, retry, rate limiter,
 * logging) compared with the bare transport, which responds immediately. The chain may add 2
 * microseconds to a call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChainCost {
  private static final OuraResponse RESPONSE =
      new OuraResponse(
          200,
          Map.of("Content-Type", List.of("application/json")),
          "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));

  private final Transport bare = request -> RESPONSE;
  private final RawRequests chain =
      OuraClient.builder()
          .credentials(Credentials.token("a-token-of-forty-characters-0123456789ab"))
          .rateLimit(new RateLimit(10_000_000, Duration.ofMillis(1)))
          .transport(bare)
          .build()
          .raw();

  /** Sends a request and reads the response as text, as a caller of the chain does. */
  @Benchmark
  public String bareTransport() throws IOException, InterruptedException {
    OuraRequest request =
        OuraRequest.of(
                "GET",
                URI.create("https://api.ouraring.com/v2/usercollection/personal_info"),
                Duration.ofSeconds(60))
            .withHeader("User-Agent", "oura4j")
            .withHeader("Accept", "application/json")
            .withHeader("Authorization", "Bearer a-token-of-forty-characters-0123456789ab");
    byte[] body = bare.send(request).body();
    JsonCodec.decode(body, Object.class, "The response");
    return new String(body, StandardCharsets.UTF_8);
  }

  @Benchmark
  public String wholeChain() {
    return chain.get("/v2/usercollection/personal_info");
  }
}
