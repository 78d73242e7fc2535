// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The listener receives exactly one end event for each call, however the call ends. */
@Timeout(120)
class CallListenerTest {
  private static final OuraResponse OK = response(200);

  private final List<String> ends = new CopyOnWriteArrayList<>();
  private Runnable duringRetryWait = () -> {};

  private static OuraResponse response(int status) {
    return new OuraResponse(status, Map.of(), "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));
  }

  private OuraClient.Builder client(VirtualTime time, Transport transport) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .ticker(time)
        .sleeper(time)
        .clock(time)
        .transport(transport)
        .listener(
            new CallListener() {
              @Override
              public void onRetry(CallAttempt failed, Duration wait) {
                duringRetryWait.run();
              }

              @Override
              public void onEnd(CallAttempt last) {
                ends.add(last.number() + " " + last.outcome());
              }
            });
  }

  private OuraClient client(Transport transport) {
    return client(new VirtualTime(), transport).build();
  }

  @Test
  void onEnd_afterAResponse_receivesItsStatus() {
    client(request -> OK).personalInfo().get();
    assertThat(catchThrowable(() -> client(request -> response(503)).personalInfo().get()))
        .isInstanceOf(ServerException.class);

    assertThat(ends).containsExactly("1 200", "4 503");
  }

  @Test
  void onEnd_whenRateLimiterHasNoPermit_receivesUnsent() {
    OuraClient oura =
        client(new VirtualTime(), request -> OK)
            .rateLimit(new RateLimit(1, Duration.ofSeconds(30)))
            .rateLimitMode(RateLimitMode.FAIL)
            .build();
    oura.personalInfo().get();

    assertThat(catchThrowable(() -> oura.personalInfo().get()))
        .isInstanceOf(ClientRateLimitException.class);
    assertThat(ends).containsExactly("1 200", "1 unsent");
  }

  @Test
  void onEnd_whenInterruptedDuringRetryWait_receivesInterrupted() {
    duringRetryWait = () -> Thread.currentThread().interrupt();

    Throwable thrown = catchThrowable(() -> client(request -> response(503)).personalInfo().get());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown).isInstanceOf(OuraInterruptedException.class);
    assertThat(ends).containsExactly("1 interrupted");
  }

  @Test
  void onEnd_whenClientIsClosedDuringRetryWait_receivesClosed() {
    OuraClient oura = client(request -> response(503));
    duringRetryWait = oura::close;

    assertThat(catchThrowable(() -> oura.personalInfo().get()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ends).containsExactly("1 closed");
  }

  @Test
  void onEnd_whenTransportThrowsInRetry_receivesFailed() {
    int[] sent = new int[1];
    OuraClient oura =
        client(
            request -> {
              if (sent[0]++ == 0) {
                return response(503);
              }
              throw new IllegalStateException("broken transport");
            });

    assertThat(catchThrowable(() -> oura.personalInfo().get())).hasMessage("broken transport");
    assertThat(ends).containsExactly("2 failed");
  }

  @Test
  void onEnd_whenRateLimiterThrows_receivesFailed() {
    OuraClient oura =
        client(new VirtualTime(), request -> OK).rateLimiter(new BrokenLimiter()).build();

    assertThat(catchThrowable(() -> oura.personalInfo().get())).hasMessage("store unavailable");
    assertThat(ends).containsExactly("1 failed");
  }

  private static final class BrokenLimiter implements RequestLimiter {
    @Override
    public Reservation reserve(@Nullable String tokenHash) {
      throw new IllegalStateException("store unavailable");
    }

    @Override
    public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {}

    @Override
    public RateLimit applicationLimit() {
      return RateLimit.defaults();
    }

    @Override
    public Duration margin() {
      return DEFAULT_MARGIN;
    }
  }
}
