// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.simulator.OuraSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when Oura answers 401 to stored tokens. */
class RejectedTokenTest {
  private final OuraSimulator simulator = OuraSimulator.start();
  private final TokenStore store = TokenStore.inMemory();
  private final OAuthClient oauth =
      OAuthClient.builder("simulated-client-id", "simulated-client-secret")
          .endpoints(OAuthEndpoints.current().at(simulator.baseUrl()))
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

  /** Logs a person in, an hour ago as far as the tokens tell. */
  private OuraClient login(Set<Scope> known, String... unticked) {
    AuthorizationRequest question = oauth.authorize(List.of(Scope.DAILY, Scope.HEARTRATE));
    String callback = simulator.authorization().allow(question.address().toString(), unticked);
    OAuthTokens tokens = oauth.exchange(oauth.parseCallback(callback, question.state()));
    Instant anHourAgo = Instant.now(Clock.systemUTC()).minus(Duration.ofHours(1));
    store.keep(
        "one",
        new OAuthTokens(
            tokens.accessToken(), tokens.refreshToken(), anHourAgo, tokens.expiresAt(), known));
    return client(oauth.credentials(store, "one"));
  }

  @Test
  void list_whenTheTokenIsRevoked_isRepeatedOnceWithTheNext() {
    try (OuraClient oura = login(Set.of())) {
      simulator.authorization().expireAccessTokens();

      assertThat(oura.dailySleep().list()).isNotNull();

      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
      assertThat(oura.sandbox().dailySleep().list()).isNotNull();
      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
    }
  }

  @Test
  void list_whenAScopeIsMissing_burnsOneRefreshAndNamesTheScope() {
    try (OuraClient oura = login(Set.of(), "heartrate")) {
      // The simulator tells the scopes with each pair; before the first refresh they are unknown.
      assertThatThrownBy(() -> oura.heartRate().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContainingAll("401", "just refreshed", "the scope heartrate", "consent page");
      assertThatThrownBy(() -> oura.heartRate().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("did not grant the scope heartrate");

      assertThat(oura.dailySleep().list()).isNotNull();
      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
    }
  }

  @Test
  void list_whenTheScopeIsKnownToBeMissing_burnsNoRefresh() {
    try (OuraClient oura = login(Set.of(Scope.DAILY), "heartrate")) {
      assertThatThrownBy(() -> oura.heartRate().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("did not grant the scope heartrate");

      assertThat(simulator.authorization().refreshes()).isZero();
    }
  }

  @Test
  void list_withATokenThatCannotBeRenewed_namesTheScopeAsOnePossibility() {
    try (OuraClient oura = client(Credentials.token("unknown"))) {
      assertThatThrownBy(() -> oura.workout().list())
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("or lacks the scope workout");
    }
  }

  @Test
  void list_withASourceOfOnesOwn_canBeRenewedAsWell() {
    Credentials own =
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
    try (OuraClient oura = client(own)) {
      assertThat(oura.workout().list()).isNotNull();
      assertThat(oura.raw().get("/v2/usercollection/personal_info")).contains("age");
      assertThat(oura.toString()).doesNotContain("stale");
    }
  }
}
