// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthClientTest {
  private static final String REDIRECT_URI = "http://127.0.0.1:8090/callback/";
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Set<Scope> SCOPES = Set.of(Scope.DAILY, Scope.HEARTRATE);

  private static OAuthClient client(OuraSimulator simulator, OAuthEndpoints endpoints) {
    return OAuthClient.builder("simulated-client-id", "simulated-client-secret")
        .endpoints(endpoints.withBaseUrl(simulator.baseUrl()))
        .redirectUri(REDIRECT_URI)
        .build();
  }

  private static OAuthClient responding(int status, String body) {
    return withTransport(
        request -> new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static OAuthClient withTransport(Transport transport) {
    return OAuthClient.builder("planted-id", "planted-secret")
        .redirectUri(REDIRECT_URI)
        .transport(transport)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .build();
  }

  private static OAuthTokens pair() {
    return new OAuthTokens("planted-a", "planted-r", NOW, null, SCOPES);
  }

  private static AuthorizationCode code() {
    return new AuthorizationCode("planted-code", Set.of(Scope.DAILY));
  }

  @Test
  void authorize_returnsAUriWithRedirectUriPrefixedScopesAndANewState() {
    OAuthClient oauth = responding(200, "");

    AuthorizationRequest request = oauth.authorize(List.of(Scope.DAILY, new Scope("new:one")));

    assertThat(request.uri().toString())
        .startsWith(
            "https://moi.ouraring.com/oauth/v2/ext/oauth-authorize?response_type=code"
                + "&client_id=planted-id"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8090%2Fcallback%2F"
                + "&scope=extapi%3Adaily%20extapi%3Anew%3Aone&state=")
        .endsWith(request.state());
    assertThat(request.state()).hasSizeGreaterThanOrEqualTo(43);
    assertThat(oauth.authorize(SCOPES).state()).isNotEqualTo(request.state());
    assertThat(request.toString()).doesNotContain(request.state());
  }

  @Test
  void exchange_afterConsent_returnsTokensThatCanBeRefreshed() throws Exception {
    for (boolean legacy : new boolean[] {false, true}) {
      OuraSimulator.Builder builder = OuraSimulator.builder().redirectUri(REDIRECT_URI);
      try (OuraSimulator simulator = (legacy ? builder.legacyApplication() : builder).start();
          OAuthClient oauth =
              client(simulator, legacy ? OAuthEndpoints.legacy() : OAuthEndpoints.current())) {
        OAuthTokens tokens = login(simulator, oauth, "heartrate");

        assertThat(tokens.grantedScopes()).containsExactly(Scope.DAILY);
        assertThat(Duration.between(tokens.obtainedAt(), tokens.expiresAt()))
            .isEqualTo(Duration.ofDays(1));

        OAuthTokens next = oauth.refresh(tokens);

        assertThat(next.refreshToken()).isNotEqualTo(tokens.refreshToken());
        assertThat(next.grantedScopes()).containsExactly(Scope.DAILY);
        assertThatThrownBy(() -> oauth.refresh(tokens))
            .isInstanceOf(ReauthorizationRequiredException.class);
      }
    }
  }

  private static OAuthTokens login(
      OuraSimulator simulator, OAuthClient oauth, String... deniedScopes) {
    AuthorizationRequest request = oauth.authorize(List.of(Scope.DAILY, Scope.HEARTRATE));
    String callback = simulator.authorization().allow(request.uri().toString(), deniedScopes);
    return oauth.exchange(oauth.parseCallback(callback, request.state()));
  }

  @Test
  void exchange_atEndpointsOfTheOtherGeneration_saysThatTheCodeIsUsedUp() {
    try (OuraSimulator simulator = OuraSimulator.start();
        OAuthClient current = client(simulator, OAuthEndpoints.current());
        OAuthClient legacy = client(simulator, OAuthEndpoints.legacy())) {
      AuthorizationRequest request = current.authorize(SCOPES);
      String callback = simulator.authorization().allow(request.uri().toString());
      AuthorizationCode code = current.parseCallback(callback, request.state());

      assertThatThrownBy(() -> legacy.exchange(code))
          .isExactlyInstanceOf(CredentialsException.class)
          .hasMessageContainingAll("401", "generation", "code is used up");
      assertThatThrownBy(() -> current.exchange(code))
          .isExactlyInstanceOf(CredentialsException.class)
          .hasMessageContainingAll("rejected the code", "trailing slash");
    }
  }

  @Test
  void refresh_atEndpointsOfTheOtherGeneration_saysThatTheTokenIsStillValid() {
    try (OuraSimulator simulator = OuraSimulator.start();
        OAuthClient current = client(simulator, OAuthEndpoints.current());
        OAuthClient legacy = client(simulator, OAuthEndpoints.legacy())) {
      OAuthTokens tokens = login(simulator, current);

      assertThatThrownBy(() -> legacy.refresh(tokens))
          .isExactlyInstanceOf(CredentialsException.class)
          .hasMessageContainingAll("400", "generation", "still valid");
      assertThat(current.refresh(tokens)).isNotNull();
    }
  }

  @Test
  void revoke_invalidatesTheTokens() {
    try (OuraSimulator simulator = OuraSimulator.start();
        OAuthClient oauth = client(simulator, OAuthEndpoints.current())) {
      OAuthTokens tokens = login(simulator, oauth);

      oauth.revoke(tokens);

      assertThatThrownBy(() -> oauth.refresh(tokens))
          .isInstanceOf(ReauthorizationRequiredException.class);
      assertThat(simulator.authorization().reusedRefreshTokens()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://x.example/cb?state=S&code=planted                    | code
          https://x.example/cb?state=S&code=planted&scope=extapi:daily#f | code
          state=S&code=planted                                         | code
          ?state=S&code=planted                                        | code
          https://x.example/cb?code=planted                            | no state
          https://x.example/cb?code=planted&state=T                    | does not match
          https://x.example/cb?code=planted&state=                     | does not match
          https://x.example/cb?code=planted&code=planted2&state=S      | more than one code
          https://x.example/cb?code=planted&state=S&state=S            | more than one state
          https://x.example/cb?state=S                                 | no code
          https://x.example/cb?state=S&code=                           | no code
          https://x.example/cb?error=access_denied&state=S             | denied access
          https://x.example/cb?error=access_denied                     | no state
          https://x.example/cb?error=invalid_scope&state=S             | does not know one of the requested
          https://x.example/cb?error=server_error%3Cb%3E&state=S       | server_error?b?
          https://x.example/cb?error=x&code=planted&state=S            | the error x
          https://x.example/cb?state=S&code=%zz                        | malformed percent escape
          https://x.example/cb                                         | no state
          nonsense                                                     | no state
          """)
  void parseCallback_ofEveryKind_returnsTheCodeOrExplainsTheError(String callback, String outcome) {
    OAuthClient oauth = responding(200, "");
    if (outcome.equals("code")) {
      assertThat(oauth.parseCallback(callback, "S").code()).isEqualTo("planted");
      assertThat(oauth.parseCallback(callback, "S").toString()).doesNotContain("planted");
    } else {
      assertThatThrownBy(() -> oauth.parseCallback(callback, "S"))
          .isInstanceOf(CredentialsException.class)
          .hasMessageContaining(outcome)
          .hasMessageNotContaining("planted")
          .hasNoCause();
    }
  }

  @Test
  void parseCallback_whenThePersonDeniedAccess_throwsConsentDeniedException() {
    assertThatThrownBy(() -> responding(200, "").parseCallback("?error=access_denied&state=S", "S"))
        .isInstanceOf(ConsentDeniedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          , "expires_in": 3600     | 2026-03-01T11:00:00Z
          , "expires_in": 3600.0   | 2026-03-01T11:00:00Z
          , "expires_in": "3600"   | 2026-03-01T11:00:00Z
          , "expires_in": "soon"   |
          , "expires_in": null     |
          , "expires_in": 0        |
          , "expires_in": -5       |
          , "expires_in": 1e99     |
          , "expires_in": [1]      |
          , "other": 1             |
          """)
  void exchange_withAnyValueOfExpiresIn_returnsThePair(String property, Instant expiresAt) {
    OAuthTokens tokens =
        responding(
                200, "{\"access_token\": \"a\", \"refresh_token\": \"r\" %s}".formatted(property))
            .exchange(code());

    assertThat(tokens.accessToken()).isEqualTo("a");
    assertThat(tokens.expiresAt()).isEqualTo(expiresAt);
    assertThat(tokens.grantedScopes()).containsExactly(Scope.DAILY);
  }

  @Test
  void refresh_withoutANewRefreshToken_keepsThePreviousOneAndItsScopes() {
    OAuthTokens next = responding(200, "{\"access_token\": \"a\"}").refresh(pair());

    assertThat(next.refreshToken()).isEqualTo("planted-r");
    assertThat(next.grantedScopes()).isEqualTo(SCOPES);
  }

  @Test
  void exchange_withFormerAndInvalidScopeNames_returnsTheValidOnes() {
    assertThat(
            responding(
                    200,
                    "{\"access_token\": \"a\", \"refresh_token\": \"r\","
                        + " \"scope\": \"extapi:daily spo2Daily  \\\"odd new\"}")
                .exchange(code())
                .grantedScopes())
        .containsExactly(Scope.DAILY, Scope.SPO2, new Scope("new"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>planted</html>",
        "",
        "null",
        "[]",
        "{}",
        "{\"access_token\": \"a\"}",
        "{\"access_token\": 5, \"refresh_token\": \"planted\"}",
        "{\"access_token\": \"planted b\", \"refresh_token\": \"planted\"}",
        "{\"access_token\": \"planted\", \"refresh_token\": \"planted"
      })
  void exchange_whenTheResponseIsNotATokenPair_throwsCredentialsException(String body) {
    assertThatThrownBy(() -> responding(200, body).exchange(code()))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("not a token pair", "proxy")
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({"429,true", "500,true", "503,true", "302,true", "502,false", "504,false"})
  void refresh_whenTheServerFails_reportsWhetherTheTokenIsUnused(int status, boolean grantUnused) {
    TokenResult result = responding(status, "<html>planted</html>").tryRefresh(pair());

    assertThat(result)
        .isInstanceOfSatisfying(
            TokenResult.Failure.class,
            failure -> {
              assertThat(failure.grantUnused()).isEqualTo(grantUnused);
              assertThat(failure.reason()).hasMessageNotContaining("planted");
            });
  }

  @Test
  void refresh_whenTheServerFails_throwsTheExceptionOfTheStatus() {
    assertThatThrownBy(() -> responding(503, "").refresh(pair()))
        .isInstanceOfSatisfying(
            ServerException.class, e -> assertThat(e.request()).startsWith("POST /"));
    assertThatThrownBy(() -> responding(429, "").refresh(pair()))
        .isInstanceOf(RateLimitedException.class);
  }

  @Test
  void refresh_whenNoConnectionIsEstablished_saysThatNothingWasSent() {
    assertFailure(new ConnectException("refused"), true, "Nothing was sent");
    assertFailure(new SSLPeerUnverifiedException("not trusted"), true, "Nothing was sent");
    assertFailure(new IOException("connection reset"), false, "may have processed");
    assertFailure(new SSLHandshakeException("later"), false, "may have processed");
  }

  private static void assertFailure(IOException e, boolean grantUnused, String expectedMessage) {
    TokenResult result =
        withTransport(
                request -> {
                  throw e;
                })
            .tryRefresh(pair());

    assertThat(result)
        .isInstanceOfSatisfying(
            TokenResult.Failure.class,
            failure -> {
              assertThat(failure.grantUnused()).isEqualTo(grantUnused);
              assertThat(failure.reason())
                  .isInstanceOf(OuraIoException.class)
                  .hasMessageContaining(expectedMessage);
            });
  }

  @Test
  void refresh_whenItFails_isNotRetried() {
    List<String> bodies = new ArrayList<>();
    OAuthClient oauth =
        withTransport(
            request -> {
              bodies.add(new String(request.body(), StandardCharsets.UTF_8));
              return new OuraResponse(503, Map.of(), new byte[0]);
            });

    assertThatThrownBy(() -> oauth.refresh(pair())).isInstanceOf(OuraException.class);

    assertThat(bodies)
        .containsExactly(
            "grant_type=refresh_token&refresh_token=planted-r&client_id=planted-id"
                + "&client_secret=planted-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/callback", "ftp://x.example/", "https://x.example/#f", "https://", "a b"})
  void builder_withAnInvalidRedirectUri_throwsIllegalArgumentException(String uri) {
    assertThatThrownBy(() -> OAuthClient.builder("id", "secret").redirectUri(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redirect URI");
  }

  @Test
  void builder_withOtherInvalidSettings_throws() {
    assertThatThrownBy(() -> OAuthClient.builder(" ", "planted"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client id");
    assertThatThrownBy(() -> OAuthClient.builder("id", "planted\n"))
        .hasMessageContaining("client secret")
        .hasMessageNotContaining("planted");
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThatThrownBy(() -> OAuthClient.builder("id", "s").callTimeout(timeout))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("callTimeout");
    }
    assertThatThrownBy(() -> OAuthClient.builder("id", "s").refreshMargin(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OAuthEndpoints.current().withBaseUrl("http://x.example"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> responding(200, "").authorize(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OAuthClient.builder("id", "s").build().authorize(SCOPES))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("redirect URI");
    assertThatThrownBy(() -> new Scope("a b")).isInstanceOf(IllegalArgumentException.class);
  }
}
