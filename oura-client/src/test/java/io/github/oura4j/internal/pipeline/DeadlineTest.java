// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The deadline of a whole call: from obtaining the access token to the last byte. */
class DeadlineTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTime time = new VirtualTime();
  private final List<Duration> timeouts = new ArrayList<>();

  /** Responds after some time, with status 401 to the token {@code stale}. */
  private Transport respondingAfter(Duration latency) {
    return request -> {
      timeouts.add(request.timeLeft());
      time.pass(latency);
      boolean isStale = "Bearer stale".equals(request.headers().get("Authorization"));
      return response(isStale ? 401 : 200, "{\"id\":\"me\"}");
    };
  }

  private static OuraResponse response(int status, String body) {
    return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private OuraClient client(Credentials credentials, Duration latency) {
    return OuraClient.builder()
        .credentials(credentials)
        .ticker(time)
        .sleeper(time)
        .clock(time)
        .transport(respondingAfter(latency))
        .build();
  }

  private Credentials refreshable(Duration tokenLatency, Duration refreshLatency) {
    return new Credentials() {
      @Override
      public String accessToken() {
        time.pass(tokenLatency);
        return "stale";
      }

      @Override
      public Optional<String> refreshAfter(String rejectedToken) {
        time.pass(refreshLatency);
        return Optional.of("fresh");
      }
    };
  }

  @Test
  void call_afterRejectedToken_sharesOneDeadlineWithRefreshAndSecondRequest() {
    Duration quarter = Duration.ofMillis(240);

    client(refreshable(quarter, quarter), quarter).withDeadline(SECOND).personalInfo().get();

    assertThat(timeouts).containsExactly(Duration.ofMillis(760), Duration.ofMillis(280));
  }

  @Test
  void call_whenAccessTokenTakesLongerThanDeadline_sendsNothing() {
    OuraClient oura = client(refreshable(Duration.ofSeconds(2), SECOND), SECOND);

    assertThatThrownBy(() -> oura.withDeadline(SECOND).personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("no access token within 1000 ms");
    assertThat(timeouts).isEmpty();
  }

  @Test
  void call_whenRefreshTakesLongerThanDeadline_isNotSentAgain() {
    OuraClient oura = client(refreshable(Duration.ZERO, Duration.ofSeconds(2)), Duration.ZERO);

    assertThatThrownBy(() -> oura.withDeadline(SECOND).personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("no access token within 1000 ms");
    assertThat(timeouts).hasSize(1);
  }

  @Test
  void call_whenRefreshTakesLongerThanDeadline_storesNewTokensForNextCall() {
    TokenStore store = TokenStore.inMemory();
    store.save(
        "one", new OAuthTokens("former", "r", VirtualTime.BEGIN, VirtualTime.BEGIN, Set.of()));
    OAuthClient oauth =
        OAuthClient.builder("id", "secret")
            .transport(
                request -> {
                  time.pass(Duration.ofSeconds(2));
                  return response(
                      200,
                      "{\"access_token\": \"next\", \"refresh_token\": \"s\", \"expires_in\": 9}");
                })
            .build();
    OuraClient oura = client(oauth.credentials(store, "one"), Duration.ZERO).withDeadline(SECOND);

    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(OuraIoException.class);
    assertThat(timeouts).isEmpty();
    oura.personalInfo().get();
    assertThat(store.find("one").orElseThrow().tokens().accessToken()).isEqualTo("next");
    assertThat(timeouts).hasSize(1);
  }
}
