// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.sync.HistoryOutcome;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handling of access tokens that Oura rejects with status 401. */
class RejectedTokenTest {
  private final OuraSimulator simulator = OuraSimulator.start();
  private final TokenStore store = TokenStore.inMemory();
  private final OAuthClient oauth =
      OAuthClient.builder("simulated-client-id", "simulated-client-secret")
          .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()))
          .redirectUri("http://localhost/callback")
          .build();

  @AfterEach
  void stop() {
    oauth.close();
    simulator.close();
  }

  private OuraClient client(Credentials credentials) {
    return OuraClient.builder().baseUrl(simulator.baseUrl()).credentials(credentials).build();
  }

  /** Authorizes a person; the stored tokens look as if that was an hour ago. */
  private OuraClient login(Set<Scope> knownScopes, String... deniedScopes) {
    AuthorizationRequest request = oauth.authorize(List.of(Scope.DAILY, Scope.HEARTRATE));
    String callback = simulator.authorization().allow(request.uri().toString(), deniedScopes);
    OAuthTokens tokens = oauth.exchange(oauth.parseCallback(callback, request.state()));
    Instant anHourAgo = Instant.now(Clock.systemUTC()).minus(Duration.ofHours(1));
    store.save(
        "one",
        new OAuthTokens(
            tokens.accessToken(),
            tokens.refreshToken(),
            anHourAgo,
            tokens.expiresAt(),
            knownScopes));
    return client(oauth.credentials(store, "one"));
  }

  @Test
  void list_whenTokenIsRevoked_isSentAgainOnceWithRefreshedToken() {
    try (OuraClient oura = login(Set.of())) {
      simulator.authorization().expireAccessTokens();

      assertThat(oura.dailySleep().list()).isNotNull();

      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
      assertThat(oura.sandbox().dailySleep().list()).isNotNull();
      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
    }
  }

  @Test
  void list_whenScopeIsMissing_refreshesOnceAndNamesTheScope() {
    try (OuraClient oura = login(Set.of(), "heartrate")) {
      // The simulator returns the granted scopes with each token; before the refresh they are
      // unknown.
      assertThatThrownBy(() -> oura.heartRate().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContainingAll("401", "just refreshed", "the scope heartrate", "consent page")
          .satisfies(RejectedTokenTest::isAboutTheScopeHeartRate);
      assertThatThrownBy(() -> oura.heartRate().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("did not grant the scope heartrate")
          .satisfies(RejectedTokenTest::isAboutTheScopeHeartRate);

      assertThat(oura.dailySleep().list()).isNotNull();
      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
    }
  }

  /** Asserts that programs and histories learn of the scope without reading the message. */
  private static void isAboutTheScopeHeartRate(Throwable failure) {
    assertThat(((AuthenticationException) failure).missingScope()).contains("heartrate");
    assertThat(HistoryOutcome.of((AuthenticationException) failure))
        .isEqualTo(HistoryOutcome.SCOPE_MISSING);
  }

  @Test
  void list_whenScopeIsKnownToBeMissing_doesNotRefresh() {
    try (OuraClient oura = login(Set.of(Scope.DAILY), "heartrate")) {
      assertThatThrownBy(() -> oura.heartRate().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("did not grant the scope heartrate")
          .satisfies(RejectedTokenTest::isAboutTheScopeHeartRate);

      assertThat(simulator.authorization().refreshes()).isZero();
    }
  }

  @Test
  void list_withTokenThatCannotBeRefreshed_namesTheScopeAsPossibleReason() {
    try (OuraClient oura = client(Credentials.token("unknown"))) {
      assertThatThrownBy(() -> oura.workout().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("or lacks the scope workout");
    }
  }

  @Test
  void list_withCustomCredentials_refreshesTheToken() {
    Credentials custom =
        new Credentials() {
          @Override
          public String accessToken() {
            return "stale";
          }

          @Override
          public Optional<String> refreshAfter(String rejectedToken) {
            return Optional.of(simulator.token());
          }
        };
    try (OuraClient oura = client(custom)) {
      assertThat(oura.workout().list()).isNotNull();
      assertThat(oura.raw().get("/v2/usercollection/personal_info")).contains("age");
      assertThat(oura.toString()).doesNotContain("stale");
    }
  }

  @Test
  void get_whenTheSecondSendIsRefused_isNotUnsent() {
    AtomicInteger sent = new AtomicInteger();
    Credentials refreshable =
        new Credentials() {
          @Override
          public String accessToken() {
            return "stale";
          }

          @Override
          public Optional<String> refreshAfter(String rejectedToken) {
            return Optional.of("fresh");
          }
        };
    try (OuraClient oura =
        OuraClient.builder()
            .credentials(refreshable)
            .retry(RetryPolicy.none())
            .transport(
                request -> {
                  if (sent.incrementAndGet() == 1) {
                    return new OuraResponse(401, Map.of(), new byte[0]);
                  }
                  throw new ConnectException("the connection was refused");
                })
            .build()) {
      assertThatThrownBy(() -> oura.personalInfo().get())
          .isInstanceOfSatisfying(OuraIoException.class, e -> assertThat(e.isUnsent()).isFalse())
          .hasMessageContaining("the connection was refused");
      assertThat(sent).hasValue(2);
    }
  }
}
