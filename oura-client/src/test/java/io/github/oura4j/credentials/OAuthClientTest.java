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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthClientTest {
  private static final String REDIRECT_URI = "http://localhost:8090/callback/";
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Set<Scope> SCOPES = Set.of(Scope.DAILY, Scope.HEARTRATE);

  private static OAuthClient client(OuraSimulator simulator, OAuthEndpoints endpoints) {
    return OAuthClient.builder("simulated-client-id", "simulated-client-secret")
        .endpoints(endpoints.withBaseUrl(simulator.baseUrl()))
        .redirectUri(REDIRECT_URI)
        .build();
  }

  private static OAuthClient responding(int status, String body) {
    return withTransport(response(status, body));
  }

  private static Transport response(int status, String body) {
    return request -> new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
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
                + "&redirect_uri=http%3A%2F%2Flocalhost%3A8090%2Fcallback%2F"
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

  @Test
  void exchange_withScopesInAnyForm_returnsWhatWasGranted() {
    for (boolean legacy : new boolean[] {false, true}) {
      OuraSimulator.Builder array = OuraSimulator.builder().grantedScopesAsArray();
      try (OuraSimulator simulator = (legacy ? array.legacyApplication() : array).start();
          OAuthClient oauth =
              client(simulator, legacy ? OAuthEndpoints.legacy() : OAuthEndpoints.current())) {
        assertThat(login(simulator, oauth, "heartrate").grantedScopes())
            .containsExactly(Scope.DAILY);
      }
    }
    try (OuraSimulator simulator = OuraSimulator.builder().grantedScopesAbsent().start();
        OAuthClient oauth = client(simulator, OAuthEndpoints.current())) {
      assertThat(login(simulator, oauth).grantedScopes()).isEmpty();
    }
  }

  @Test
  void exchange_withALegacyTokenResponse_returnsItsScopesWithoutPrefix() {
    OAuthClient oauth =
        OAuthClient.builder("planted-id", "planted-secret")
            .endpoints(OAuthEndpoints.legacy())
            .redirectUri(REDIRECT_URI)
            .transport(
                response(
                    200,
                    "{\"token_type\":\"bearer\",\"access_token\":\"A\",\"expires_in\":2591999,"
                        + "\"refresh_token\":\"R\",\"scope\":\"extapi:email extapi:personal"
                        + " extapi:daily extapi:spo2\",\"id_token\":null}"))
            .build();

    assertThat(oauth.exchange(code()).grantedScopes())
        .containsExactly(Scope.EMAIL, Scope.PERSONAL, Scope.DAILY, Scope.SPO2);
    assertThat(
            oauth
                .parseCallback("?code=c&state=S&scope=extapi%3Adaily%20extapi%3Aspo2", "S")
                .grantedScopes())
        .containsExactly(Scope.DAILY, Scope.SPO2);
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
          .hasMessageContainingAll(
              "401 invalid_request", "OAuthEndpoints.current()", "code is used");
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
          .hasMessageContainingAll(
              "400 invalid_request", "OAuthEndpoints.current()", "still valid");
      assertThat(current.refresh(tokens)).isNotNull();
    }
  }

  @Test
  void refresh_atTheCurrentEndpointsOfALegacyApplication_namesTheLegacyOnes() {
    try (OuraSimulator simulator = OuraSimulator.builder().legacyApplication().start();
        OAuthClient legacy = client(simulator, OAuthEndpoints.legacy());
        OAuthClient current = client(simulator, OAuthEndpoints.current())) {
      OAuthTokens tokens = login(simulator, legacy);

      assertThatThrownBy(() -> current.refresh(tokens))
          .isExactlyInstanceOf(CredentialsException.class)
          .hasMessageContainingAll("401 invalid_client", "OAuthEndpoints.legacy()", "still valid");
      legacy.revoke(tokens);
      assertThatThrownBy(() -> legacy.refresh(tokens))
          .isInstanceOf(ReauthorizationRequiredException.class);
    }
  }

  @Test
  void revoke_atTheCurrentEndpoints_usesTheEndpointOfTheDiscoveryDocument() {
    assertThat(OAuthEndpoints.current().revoke())
        .hasToString("https://moi.ouraring.com/oauth/v2/ext/oauth-revoke");
  }

  @Test
  void authorize_withAdditionalParameters_addsThemButReplacesNone() {
    OAuthClient oauth = responding(200, "");

    assertThat(oauth.authorize(SCOPES, Map.of("prompt", "consent now")).uri().getRawQuery())
        .contains("response_type=code")
        .endsWith("&prompt=consent%20now");
    for (String name : List.of("response_type", "client_id", "redirect_uri", "scope", "state")) {
      assertThatThrownBy(() -> oauth.authorize(SCOPES, Map.of(name, "planted")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name)
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void authorize_withAScopeThatHasThePrefix_doesNotRepeatIt() {
    assertThat(responding(200, "").authorize(Set.of(new Scope("extapi:daily"))).uri().toString())
        .contains("scope=extapi%3Adaily&");
  }

  @Test
  void authorize_withABlankName_isRejected() {
    assertThatThrownBy(() -> responding(200, "").authorize(SCOPES, Map.of("", "consent")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no name");
  }

  @Test
  void authorize_withNull_namesTheParameter() {
    OAuthClient oauth = responding(200, "");
    Map<String, String> nullValue = new HashMap<>();
    nullValue.put("prompt", null);
    Map<String, String> nullName = new HashMap<>();
    nullName.put(null, "x");

    assertNull("parameters must not be null", () -> oauth.authorize(SCOPES, null));
    assertNull("parameters[prompt] must not be null", () -> oauth.authorize(SCOPES, nullValue));
    assertNull("parameters must not contain a null", () -> oauth.authorize(SCOPES, nullName));
    assertNull("scopes must not be null", () -> oauth.authorize(null));
    assertNull(
        "scopes[0] must not be null", () -> oauth.authorize(Collections.singletonList(null)));
  }

  private static void assertNull(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error":"unsupported_grant_type"} | passed to OAuthClient.Builder.endpoints
          404 | {"detail":"Not Found"}             | passed to OAuthClient.Builder.endpoints
          404 |                                    | passed to OAuthClient.Builder.endpoints
          403 | <html>planted</html>               | proxy
          400 | Blocked: planted                   | proxy
          400 | {"error":"invalid_scope"}          | Request other scopes
          """)
  void refresh_whenNotTheApplicationIsAtFault_doesNotBlameIt(
      int status, String body, String advice) {
    assertThatThrownBy(() -> responding(status, body == null ? "" : body).refresh(pair()))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(advice, "still valid")
        .hasMessageNotContainingAny("client secret", "planted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | {"error":"invalid_client"}  | Check the client id and the client secret
          400 | {"error":"invalid_request"} | probably belongs to the other generation
          404 | {"detail":"Not Found"}      | passed to OAuthClient.Builder.endpoints
          403 | <html>planted</html>        | passed to OAuthClient.Builder.endpoints
          400 | {"error":"planted"}         | Check the client id and the client secret
          401 | {"error":"invalid_token"}   | has expired or was revoked
          """)
  void revoke_whenItIsRejected_isExplainedByTheErrorCode(int status, String body, String reason) {
    assertThatThrownBy(() -> responding(status, body).revoke(pair()))
        .isExactlyInstanceOf(CredentialsException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContainingAny("scope", "/v2 ", "dates", "planted");
  }

  @Test
  void revoke_whenTheServerFails_throwsTheExceptionOfTheStatus() {
    assertThatThrownBy(() -> responding(503, "{\"error\":\"invalid_client\"}").revoke(pair()))
        .isInstanceOf(ServerException.class);
    assertThatThrownBy(() -> responding(429, "").revoke(pair()))
        .isInstanceOf(RateLimitedException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connection_whenItFails_isReportedWithHostPortAndCause(boolean unsent) {
    OAuthClient oauth =
        withTransport(
            request -> {
              throw unsent ? new ConnectException("planted") : new IOException((String) null);
            });

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> oauth.exchange(code()),
            () -> oauth.refresh(pair()),
            () -> oauth.revoke(pair()))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              OuraIoException.class, e -> assertThat(e.isUnsent()).isEqualTo(unsent))
          .hasMessageContaining(" to moi.ouraring.com:443 failed: ")
          .hasMessageNotContaining("null")
          .cause()
          .hasMessageContaining(unsent ? "ConnectException" : "IOException")
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void refresh_behindAProxyWithAPath_knowsTheGeneration() {
    OAuthClient oauth =
        OAuthClient.builder("id", "secret")
            .endpoints(OAuthEndpoints.legacy().withBaseUrl("https://proxy.example/oura"))
            .transport(response(401, "{\"error\":\"invalid_request\"}"))
            .build();

    assertThatThrownBy(() -> oauth.refresh(pair()))
        .hasMessageContaining("OAuthEndpoints.current()")
        .hasMessageNotContaining("OAuthEndpoints.legacy()");
    assertThat(OAuthEndpoints.current().withBaseUrl("https://proxy.example/oura").isLegacy())
        .isFalse();
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
          https://x.example/cb?state=S&code=planted&scope=a&scope=😀    | code
          https://x.example/cb?state=S&code=planted&iss=x&iss=y        | code
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
          https://x.example/cb?error=server_error&state=S              | Try again later
          https://x.example/cb?error=server_error%3Cb%3E&state=S       | server_error?b?
          https://x.example/cb?error=😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀&state=S | ??????
          https://x.example/cb?error=%F0%9F%98%80%FF%C0&state=S        | the error ??
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
          , "expires_in": 1e99999999999 |
          , "expires_in": [1e99999999999, {"a": [1]}] |
          , "more": {"a": {"b": -1e-99999999999}}, "expires_in": 3600 | 2026-03-01T11:00:00Z
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"expires_in\": %s}",
        "\"other\": %s}",
        "\"other\": [%s]}",
        "\"other\": nul",
        "\"expires_in\": 3600, ",
        "\"expires_in\": 36"
      })
  void refresh_whenAnythingButTheTokensIsUnreadable_returnsThePair(String rest) {
    String body =
        "{\"access_token\": \"a\", \"refresh_token\": \"r\", "
            + rest.replace("%s", "1".repeat(20_000));

    OAuthTokens tokens = responding(200, body).refresh(pair());

    assertThat(tokens.accessToken()).isEqualTo("a");
    assertThat(tokens.refreshToken()).isEqualTo("r");
  }

  @Test
  void refresh_whenOtherPropertiesAreNestedDeeply_returnsThePair() {
    for (String[] nesting : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
      String deep = nesting[0].repeat(8_000) + "1" + nesting[1].repeat(8_000);
      String body =
          "{\"scope\": %s, \"access_token\": \"a\", \"refresh_token\": \"r\"}".formatted(deep);

      assertThat(responding(200, body).refresh(pair()).refreshToken()).isEqualTo("r");
    }
  }

  @Test
  void refresh_withoutANewRefreshToken_keepsThePreviousOneAndItsScopes() {
    OAuthTokens next = responding(200, "{\"access_token\": \"a\"}").refresh(pair());

    assertThat(next.refreshToken()).isEqualTo("planted-r");
    assertThat(next.grantedScopes()).isEqualTo(SCOPES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"refresh_token\": \"\"",
        ", \"refresh_token\": \" \"",
        ", \"refresh_token\": null",
        ", \"refresh_token\": 5",
        ", \"refresh_token\": \"a b\""
      })
  void exchange_withoutAUsableRefreshToken_returnsTheAccessToken(String property) {
    OAuthTokens tokens =
        responding(200, "{\"access_token\": \"a\"" + property + "}").exchange(code());

    assertThat(tokens.accessToken()).isEqualTo("a");
    assertThat(tokens.refreshToken()).isNull();
    assertThatThrownBy(() -> responding(200, "{}").refresh(tokens))
        .isInstanceOf(ReauthorizationRequiredException.class)
        .hasMessageContaining("no refresh token");
  }

  @Test
  void exchange_whenTheResponseIsTooLargeForATokenStore_isRefused() {
    String body =
        "{\"access_token\": \"%s\", \"refresh_token\": \"r\"}".formatted("p".repeat(65_536));

    assertThatThrownBy(() -> responding(200, body).exchange(code()))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("too large", "Nothing was saved")
        .hasMessageNotContaining("ppp");
    assertThatThrownBy(() -> responding(503, body).exchange(code()))
        .isInstanceOf(ServerException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ["extapi:daily", "spo2"]       | daily,spo2
          ["extapi:daily tag", 5, null]  | daily,tag
          "extapi:daily,extapi:tag"      | daily,tag
          " extapi:daily\\t tag\\n "     | daily,tag
          "extapi:of_tomorrow"           | of_tomorrow
          "extapi:"                      | daily
          ""                             | daily
          []                             | daily
          {"daily": true}                | daily
          null                           | daily
          """)
  void exchange_withScopesOfEveryForm_returnsThem(String scope, String names) {
    String body = "{\"access_token\": \"a\", \"scope\": %s}".formatted(scope);

    assertThat(responding(200, body).exchange(code()).grantedScopes())
        .extracting(Scope::name)
        .containsExactly(names.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error":"invalid_client","error_description":"planted"} | 400 invalid_client | true
          401 | {"error":"invalid_client"}                               | 401 invalid_client | true
          403 | {"error":"unauthorized_client"}                          | unauthorized_client | true
          400 | {"error":"invalid_request"}                              | probably belongs   | true
          401 | {"error":"invalid_request"}                              | probably belongs   | true
          200 | {"error":"invalid_client"}                               | 200 invalid_client | true
          401 |                                                          | returned 401 for   | true
          400 | {"error":"planted"}                                      | returned 400 for   | true
          400 | {"error":"invalid_grant"}                                | already used       | false
          401 | {"error":"invalid_grant"}                                | already used       | false
          200 | {"error":"invalid_grant"}                                | already used       | false
          """)
  void refresh_whenItIsRejected_isExplainedByTheErrorCodeNotTheStatus(
      int status, String body, String reason, boolean grantUnused) {
    TokenResult result = responding(status, body == null ? "" : body).tryRefresh(pair());

    assertThat(result)
        .isInstanceOfSatisfying(
            TokenResult.Failure.class,
            failure -> {
              assertThat(failure.grantUnused()).isEqualTo(grantUnused);
              assertThat(failure.reason()).hasMessageContaining(reason);
              assertThat(failure.reason()).hasMessageNotContaining("planted");
              if (grantUnused) {
                assertThat(failure.reason())
                    .isExactlyInstanceOf(CredentialsException.class)
                    .hasMessageContainingAll("client id", "OAuthEndpoints.legacy()", "still valid");
              } else {
                assertThat(failure.reason()).isInstanceOf(ReauthorizationRequiredException.class);
              }
            });
  }

  @Test
  void refresh_whenAGatewayReportsAnErrorCode_isNotTakenAsRejected() {
    assertThatThrownBy(() -> responding(503, "{\"error\": \"invalid_grant\"}").refresh(pair()))
        .isInstanceOf(ServerException.class);
    assertThatThrownBy(() -> responding(429, "{\"error\": \"invalid_client\"}").refresh(pair()))
        .isInstanceOf(RateLimitedException.class);
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
        "{\"refresh_token\": \"planted\"}",
        "{\"access_token\": \"\", \"refresh_token\": \"planted\"}",
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
  @CsvSource({
    "429,true",
    "500,true",
    "503,true",
    "519,true",
    "302,true",
    "502,false",
    "504,false",
    "520,false",
    "524,false",
    "599,false"
  })
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

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8090/callback, true",
    "http://127.0.0.1, true",
    "http://localhost:8090/callback, false",
    "https://127.example/callback, false"
  })
  void builder_withARedirectUriThatOuraRefuses_logsAWarning(String uri, boolean warns) {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.github.oura4j");
    Handler collector = new WarningCollector(warnings);
    logger.addHandler(collector);
    try {
      OAuthClient.builder("id", "secret").redirectUri(uri);
    } finally {
      logger.removeHandler(collector);
    }

    assertThat(
            warnings.stream().anyMatch(text -> text.contains("127.") && text.contains("localhost")))
        .isEqualTo(warns);
  }

  /** Collects what the thread of the test logs: other tests may run at the same time. */
  private static final class WarningCollector extends Handler {
    private final Thread test = Thread.currentThread();
    private final List<String> warnings;

    WarningCollector(List<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord record) {
      if (Thread.currentThread().equals(test)) {
        warnings.add(record.getLevel() + " " + record.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
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
