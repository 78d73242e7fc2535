// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.oauth.Scopes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private static final String REDIRECT_URI = "http://localhost:8090/callback";
  private static final String CURRENT = "/oauth/v2/ext/oauth-";
  private static final String LEGACY = "/oauth/";

  private static String authorizeQuery(String scopes) {
    return authorizeQuery(scopes, REDIRECT_URI);
  }

  private static String authorizeQuery(String scopes, String redirectUri) {
    return "authorize?response_type=code&client_id=simulated-client-id&state=abc&redirect_uri="
        + redirectUri
        + "&scope="
        + scopes.replace(" ", "%20");
  }

  private static HttpResponse<String> post(OuraSimulator oura, String path, String form) {
    return TestClient.of(oura)
        .send(
            TestClient.of(oura)
                .request(path)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
  }

  private static HttpResponse<String> token(OuraSimulator oura, String path, String form) {
    return post(
        oura,
        path + "token",
        form + "&client_id=simulated-client-id&client_secret=simulated-client-secret");
  }

  private static HttpResponse<String> exchange(OuraSimulator oura, String path, String code) {
    return token(
        oura, path, "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT_URI);
  }

  private static HttpResponse<String> refresh(OuraSimulator oura, String path, JsonNode tokens) {
    return token(
        oura,
        path,
        "grant_type=refresh_token&refresh_token=" + tokens.path("refresh_token").asText());
  }

  private static String code(String redirect) {
    return SimulatedRequest.parseQuery(URI.create(redirect).getRawQuery()).getOrDefault("code", "");
  }

  private static JsonNode tokens(OuraSimulator oura, String scopes, String... uncheckedScopes) {
    String redirect = oura.authorization().allow(CURRENT + authorizeQuery(scopes), uncheckedScopes);
    return TestClient.json(exchange(oura, CURRENT, code(redirect)));
  }

  private static int status(OuraSimulator oura, JsonNode tokens, String type) {
    return new TestClient(oura.baseUrl(), tokens.path("access_token").asText())
        .get(TestClient.LIST + type)
        .statusCode();
  }

  @Test
  void consentPage_always_hasACheckboxPerScopeAndEscapesParameters() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      HttpResponse<String> page =
          TestClient.of(oura)
              .get(CURRENT + authorizeQuery("extapi:daily extapi:tag") + "&x=%22%3E%3Cscript%3E");

      assertThat(page.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
      assertThat(page.body())
          .contains("name=\"scope.daily\"", "name=\"scope.tag\"", "&lt;script&gt;")
          .doesNotContain("<script>", "scope.heartrate");
    }
  }

  @Test
  void decision_onTheConsentPage_redirectsWithCodeAndState() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      String parameters =
          "client_id=simulated-client-id&state=abc&scope=extapi:daily&redirect_uri=" + REDIRECT_URI;
      HttpResponse<String> allowed =
          post(oura, CURRENT + "authorize", parameters + "&scope.daily=yes&decision=allow");
      HttpResponse<String> denied =
          post(oura, CURRENT + "authorize", parameters + "&decision=deny");

      assertThat(allowed.statusCode()).isEqualTo(302);
      assertThat(allowed.headers().firstValue("Location").orElseThrow())
          .startsWith(REDIRECT_URI + "?code=")
          .contains("&scope=extapi%3Adaily", "&state=abc");
      assertThat(denied.headers().firstValue("Location").orElseThrow())
          .isEqualTo(REDIRECT_URI + "?error=access_denied&state=abc");
    }
  }

  @Test
  void consentPage_forAnUnknownClientOrRedirectUri_doesNotRedirect() {
    try (OuraSimulator oura = OuraSimulator.builder().redirectUri(REDIRECT_URI + "/").start()) {
      String slashMissing = CURRENT + authorizeQuery("extapi:daily");

      assertThat(TestClient.of(oura).get(slashMissing).statusCode()).isEqualTo(400);
      assertThatThrownBy(() -> oura.authorization().allow(slashMissing))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(TestClient.of(oura).get(slashMissing.replace("client-id", "other")).body())
          .contains("client_id");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"extapi:dreams", "extapi:daily extapi:dreams", ""})
  void authorize_withAnUnknownScope_redirectsWithAnError(String scope) {
    try (OuraSimulator oura = OuraSimulator.start()) {
      assertThat(oura.authorization().allow(CURRENT + authorizeQuery(scope)))
          .contains("error=invalid_scope");
    }
  }

  @Test
  void authorize_withScopesWithoutTheRequiredPrefix_silentlyDropsThem() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      assertThat(oura.authorization().allow(CURRENT + authorizeQuery("daily extapi:tag")))
          .contains("code=", "&scope=extapi%3Atag&");
      assertThat(oura.authorization().allow(CURRENT + authorizeQuery("daily")))
          .contains("code=", "&scope=&");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8090/callback", "http://127.0.0.1"})
  void authorize_withALoopbackIpAddress_isRefused(String redirectUri) {
    try (OuraSimulator oura = OuraSimulator.start()) {
      HttpResponse<String> page =
          TestClient.of(oura).get(CURRENT + authorizeQuery("extapi:daily", redirectUri));

      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("Use localhost");
    }
  }

  @Test
  void redirectUri_withoutAPath_isTheSameAsWithASlash() {
    String noPath = "http://localhost:8766";
    try (OuraSimulator oura = OuraSimulator.builder().redirectUri(noPath + "/").start()) {
      String redirect =
          oura.authorization().allow(CURRENT + authorizeQuery("extapi:daily", noPath));

      assertThat(redirect).startsWith(noPath + "/?code=");
      HttpResponse<String> tokens =
          token(
              oura,
              CURRENT,
              "grant_type=authorization_code&code=" + code(redirect) + "&redirect_uri=" + noPath);
      assertThat(tokens.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void grantedScopes_inOtherForms_areAnArrayOrAbsent() {
    try (OuraSimulator oura = OuraSimulator.builder().grantedScopesAsArray().start()) {
      assertThat(tokens(oura, "extapi:daily extapi:tag").path("scope").toString())
          .isEqualTo("[\"extapi:daily\",\"extapi:tag\"]");
    }
    try (OuraSimulator oura = OuraSimulator.builder().grantedScopesAbsent().start()) {
      assertThat(oura.authorization().allow(CURRENT + authorizeQuery("extapi:daily")))
          .doesNotContain("scope");
      assertThat(tokens(oura, "extapi:daily").has("scope")).isFalse();
    }
  }

  @Test
  void token_withAWrongClientSecret_failsAsTheGenerationOfEndpointsDoes() {
    String form = "grant_type=refresh_token&client_id=simulated-client-id&client_secret=wrong";
    try (OuraSimulator oura = OuraSimulator.start()) {
      HttpResponse<String> response = post(oura, CURRENT + "token", form);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }
    try (OuraSimulator oura = OuraSimulator.builder().legacyApplication().start()) {
      HttpResponse<String> response = post(oura, LEGACY + "token", form);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"invalid_client\"", "Invalid client_id.");
    }
  }

  @Test
  void grant_withoutAScope_yields401ForTheTypesThatRequireIt() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      JsonNode tokens = tokens(oura, "extapi:daily extapi:heartrate extapi:tag", "heartrate");

      assertThat(tokens.path("scope").asText()).isEqualTo("extapi:daily extapi:tag");
      assertThat(status(oura, tokens, "sleep")).isEqualTo(200);
      assertThat(status(oura, tokens, "tag")).isEqualTo(200);
      assertThat(status(oura, tokens, "heartrate")).isEqualTo(401);
      assertThat(status(oura, tokens, "workout")).isEqualTo(401);
    }
  }

  @Test
  void refresh_whenTheTokenIsReused_revokesTheGrant() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      JsonNode first = tokens(oura, "extapi:daily");
      JsonNode second = TestClient.json(refresh(oura, CURRENT, first));

      assertThat(status(oura, first, "sleep")).isEqualTo(401);
      assertThat(status(oura, second, "sleep")).isEqualTo(200);
      assertThat(refresh(oura, CURRENT, first).body()).contains("invalid_grant");
      assertThat(status(oura, second, "sleep")).isEqualTo(401);
      assertThat(refresh(oura, CURRENT, second).statusCode()).isEqualTo(401);
      assertThat(oura.authorization().refreshes()).isEqualTo(1);
      assertThat(oura.authorization().reusedRefreshTokens()).isEqualTo(1);
    }
  }

  @Test
  void token_atTheOtherEndpoints_invalidatesTheCodeButNotTheRefreshToken() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      JsonNode tokens = tokens(oura, "extapi:daily");
      String code = code(oura.authorization().allow(CURRENT + authorizeQuery("extapi:daily")));

      assertThat(exchange(oura, LEGACY, code).statusCode()).isEqualTo(401);
      assertThat(exchange(oura, CURRENT, code).statusCode()).isEqualTo(400);
      assertThat(refresh(oura, LEGACY, tokens).statusCode()).isEqualTo(400);
      assertThat(refresh(oura, CURRENT, tokens).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void legacyApplication_requestsScopesWithoutPrefixAndIsGrantedThemWithPrefix() {
    try (OuraSimulator oura = OuraSimulator.builder().legacyApplication().start()) {
      String redirect = oura.authorization().allow(LEGACY + authorizeQuery("daily spo2"));
      JsonNode tokens = TestClient.json(exchange(oura, LEGACY, code(redirect)));

      assertThat(redirect).contains("&scope=extapi%3Adaily+extapi%3Aspo2&");
      assertThat(tokens.path("scope").asText()).isEqualTo("extapi:daily extapi:spo2");
      assertThat(tokens.path("id_token").isNull()).isTrue();
      assertThat(oura.authorization().allow(LEGACY + authorizeQuery("extapi:daily")))
          .contains("error=invalid_scope");
    }
  }

  @Test
  void revoke_atTheRevocationEndpoint_invalidatesTheTokens() {
    try (OuraSimulator oura = OuraSimulator.start()) {
      JsonNode tokens = tokens(oura, "extapi:daily");
      String form = "token=" + tokens.path("access_token").asText();

      assertThat(post(oura, "/oauth/v2/ext/oauth/revoke", form).statusCode()).isEqualTo(404);
      assertThat(post(oura, CURRENT + "revoke", form).statusCode()).isEqualTo(200);
      assertThat(status(oura, tokens, "sleep")).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth/revoke", "/oauth/revok%65", "/%6fauth/revoke", "/oauth%2Frevoke"})
  void legacyApplication_exchangesACodeOnceAndRevokesByQuery(String revocation) {
    try (OuraSimulator oura = OuraSimulator.builder().legacyApplication().statusPage().start()) {
      String code = code(oura.authorization().allow(LEGACY + authorizeQuery("daily")));
      JsonNode tokens = TestClient.json(exchange(oura, LEGACY, code));

      assertThat(status(oura, tokens, "sleep")).isEqualTo(200);
      assertThat(exchange(oura, LEGACY, code).statusCode()).isEqualTo(400);
      String access = tokens.path("access_token").asText();
      assertThat(post(oura, revocation + "?access_token=" + access, "").statusCode())
          .isEqualTo(200);
      assertThat(status(oura, tokens, "sleep")).isEqualTo(401);
      assertThat(oura.requests().toString()).contains(revocation).doesNotContain(access);
      assertThat(TestClient.of(oura).get("/").body()).contains(revocation).doesNotContain(access);
    }
  }

  @Test
  void accessToken_whenExpired_isRejected() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-16T12:00:00Z"));
    MutableClock clock = new MutableClock(now);
    try (OuraSimulator oura =
        OuraSimulator.builder().clock(clock).accessTokenLifetime(Duration.ofMinutes(5)).start()) {
      JsonNode tokens = tokens(oura, "extapi:daily");

      assertThat(tokens.path("expires_in").asInt()).isEqualTo(300);
      assertThat(status(oura, tokens, "sleep")).isEqualTo(200);
      now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(5)));
      assertThat(status(oura, tokens, "sleep")).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void request_forADataType_requiresItsScope(DataType type) {
    try (OuraSimulator oura = OuraSimulator.start()) {
      String[] otherScopes =
          Scopes.ALL.stream()
              .filter(scope -> !scope.equals(type.scope()))
              .map(scope -> "extapi:" + scope)
              .toArray(String[]::new);

      JsonNode withScope = tokens(oura, "extapi:" + type.scope());
      JsonNode withoutScope = tokens(oura, String.join(" ", otherScopes));

      assertThat(status(oura, withScope, type.pathName())).isEqualTo(200);
      assertThat(status(oura, withoutScope, type.pathName())).isEqualTo(401);
    }
  }
}
