// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** The time of a whole call, from asking for the token to the last byte. */
class DeadlineTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTime time = new VirtualTime();
  private final List<Duration> given = new ArrayList<>();

  /** Answers 401 to the token {@code stale}, and takes its time. */
  private Transport oura(Duration takes) {
    return request -> {
      given.add(request.timeout());
      time.pass(takes);
      boolean isStale = "Bearer stale".equals(request.headers().get("Authorization"));
      return answer(isStale ? 401 : 200, "{}");
    };
  }

  private static OuraResponse answer(int status, String body) {
    return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private OuraClient client(Credentials credentials, Duration answerTakes) {
    return OuraClient.builder()
        .credentials(credentials)
        .timekeeper(time)
        .transport(oura(answerTakes))
        .build();
  }

  private Credentials renewable(Duration tokenTakes, Duration renewalTakes) {
    return new Credentials() {
      @Override
      public String accessToken() {
        time.pass(tokenTakes);
        return "stale";
      }

      @Override
      public Optional<String> refreshAfter(String rejectedToken) {
        time.pass(renewalTakes);
        return Optional.of("fresh");
      }
    };
  }

  @Test
  void call_afterA401_sharesOneDeadlineAmongTokensAndAttempts() {
    Duration quarter = Duration.ofMillis(240);

    client(renewable(quarter, quarter), quarter).withDeadline(SECOND).personalInfo().get();

    assertThat(given).containsExactly(Duration.ofMillis(760), Duration.ofMillis(280));
  }

  @Test
  void call_whenTheTokenTakesLongerThanTheCallMay_sendsNothing() {
    OuraClient oura = client(renewable(Duration.ofSeconds(2), SECOND), SECOND);

    assertThatThrownBy(() -> oura.withDeadline(SECOND).personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("no access token within 1000 ms");
    assertThat(given).isEmpty();
  }

  @Test
  void call_whenTheRenewalTakesLongerThanTheCallMay_isNotRepeated() {
    OuraClient oura = client(renewable(Duration.ZERO, Duration.ofSeconds(2)), Duration.ZERO);

    assertThatThrownBy(() -> oura.withDeadline(SECOND).personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("no access token within 1000 ms");
    assertThat(given).hasSize(1);
  }

  @Test
  void call_whenARefreshTakesLongerThanTheCallMay_keepsThePairForTheNext() {
    TokenStore store = TokenStore.inMemory();
    store.keep(
        "one", new OAuthTokens("former", "r", VirtualTime.BEGIN, VirtualTime.BEGIN, Set.of()));
    OAuthClient oauth =
        OAuthClient.builder("id", "secret")
            .transport(
                request -> {
                  time.pass(Duration.ofSeconds(2));
                  return answer(
                      200,
                      "{\"access_token\": \"next\", \"refresh_token\": \"s\", \"expires_in\": 9}");
                })
            .build();
    OuraClient oura = client(oauth.credentials(store, "one"), Duration.ZERO).withDeadline(SECOND);

    assertThatThrownBy(() -> oura.personalInfo().get()).isInstanceOf(OuraIoException.class);
    assertThat(given).isEmpty();
    oura.personalInfo().get();
    assertThat(store.find("one").orElseThrow().tokens().accessToken()).isEqualTo("next");
    assertThat(given).hasSize(1);
  }
}
