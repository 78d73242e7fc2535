// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.Redirect;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import io.github.oura4j.simulator.internal.person.Physique;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth routes: the consent page, the token endpoint and the revocation endpoint, for the
 * current and the legacy set of endpoints.
 */
public final class OAuthRoutes {
  private final RegisteredApplication application;
  private final OAuthEndpoints registeredEndpoints;
  private final @Nullable RedirectUri registeredRedirectUri;
  private final GrantedScopeFormat scopeFormat;
  private final List<PersonProfile> people;
  private final GrantStore grants;

  /**
   * Creates the routes.
   *
   * @param registeredEndpoints the endpoints that the application has to use
   * @param registeredRedirectUri the only valid redirect URI; null to accept any
   * @param scopeFormat how the granted scopes are reported
   * @param people the people who can grant scopes
   */
  public OAuthRoutes(
      RegisteredApplication application,
      OAuthEndpoints registeredEndpoints,
      @Nullable String registeredRedirectUri,
      GrantedScopeFormat scopeFormat,
      List<PersonProfile> people,
      GrantStore grants) {
    this.application = application;
    this.registeredEndpoints = registeredEndpoints;
    this.registeredRedirectUri =
        registeredRedirectUri == null ? null : new RedirectUri(registeredRedirectUri);
    this.scopeFormat = scopeFormat;
    this.people = people;
    this.grants = grants;
  }

  /** Responds to a request for a path that may be one of the OAuth endpoints. */
  public SimulatedResponse respondTo(SimulatedRequest request, String path) {
    OAuthEndpoints endpoints = OAuthEndpoints.at(path).orElseThrow(ErrorResponse::unknownPath);
    if (endpoints.isAuthorize(path)) {
      return switch (request.method()) {
        case "GET" -> authorize(request.query(), path);
        case "POST" -> decide(SimulatedRequest.parseQuery(request.body()));
        default -> throw ErrorResponse.methodNotAllowed();
      };
    }
    if (!request.hasMethod("POST")) {
      throw ErrorResponse.methodNotAllowed();
    }
    Map<String, String> form = SimulatedRequest.parseQuery(request.body());
    return endpoints.isToken(path)
        ? token(request, form, endpoints)
        : revoke(request.query(), form, endpoints);
  }

  /** Returns the consent page, or an error if the authorization request is invalid. */
  public SimulatedResponse authorize(Map<String, String> query, String path) {
    Optional<String> problem = clientProblem(query);
    if (problem.isPresent()) {
      return new SimulatedResponse(400, ConsentPage.error(problem.get()));
    }
    List<String> scopes = scopes(query);
    if (!"code".equals(query.get("response_type"))) {
      return redirectBack(query, Map.of("error", "unsupported_response_type"));
    }
    if (query.getOrDefault("scope", "").isBlank() || !Scopes.ALL.containsAll(scopes)) {
      return redirectBack(query, Map.of("error", "invalid_scope"));
    }
    return SimulatedResponse.ok(new ConsentPage(path, query, scopes, people).html());
  }

  /** Processes the submitted consent page. Only the checked scopes are granted. */
  public SimulatedResponse decide(Map<String, String> form) {
    Optional<String> problem = clientProblem(form);
    if (problem.isPresent()) {
      return new SimulatedResponse(400, ConsentPage.error(problem.get()));
    }
    if (!"allow".equals(form.get("decision"))) {
      return redirectBack(form, Map.of("error", "access_denied"));
    }
    Set<String> granted = new LinkedHashSet<>(scopes(form));
    granted.removeIf(scope -> !form.containsKey("scope." + scope));
    String code = grants.issueCode(new Grant(person(form), granted), redirectUri(form));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", code);
    scopeFormat.inCallback(granted).ifPresent(scopes -> parameters.put("scope", scopes));
    return redirectBack(form, parameters);
  }

  /**
   * Returns why the client or its redirect URI is invalid. Such a request must not be redirected,
   * because the redirect URI may belong to an attacker.
   */
  private Optional<String> clientProblem(Map<String, String> parameters) {
    RedirectUri redirectUri = redirectUri(parameters);
    if (!application.clientId().equals(parameters.get("client_id"))) {
      return Optional.of("No application has this client_id.");
    }
    if (redirectUri.isRefused()) {
      return Optional.of("The redirect_uri has the host 127.0.0.1. Use localhost.");
    }
    boolean isRegistered =
        registeredRedirectUri == null
            ? redirectUri.isHttp()
            : registeredRedirectUri.equals(redirectUri);
    return isRegistered
        ? Optional.empty()
        : Optional.of("The redirect_uri is not the one that the application registered.");
  }

  private static RedirectUri redirectUri(Map<String, String> parameters) {
    return new RedirectUri(parameters.getOrDefault("redirect_uri", ""));
  }

  private static SimulatedResponse redirectBack(
      Map<String, String> authorizationRequest, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    if (authorizationRequest.containsKey("state")) {
      all.put("state", authorizationRequest.get("state"));
    }
    return Redirect.to(redirectUri(authorizationRequest).uri(), all);
  }

  /**
   * Returns the requested scopes without their prefix. Like Oura, it silently drops scopes that
   * lack a required prefix.
   */
  private List<String> scopes(Map<String, String> parameters) {
    String prefix = registeredEndpoints.scopePrefix();
    return List.of(parameters.getOrDefault("scope", "").split(" ")).stream()
        .filter(scope -> !scope.isEmpty() && scope.startsWith(prefix))
        .map(scope -> scope.substring(prefix.length()))
        .toList();
  }

  private PersonProfile person(Map<String, String> form) {
    String id = form.get("person");
    return people.stream()
        .filter(person -> id != null && id.equals(new Physique(person.model()).personalInfo().id()))
        .findFirst()
        .orElse(people.get(0));
  }

  private SimulatedResponse token(
      SimulatedRequest request, Map<String, String> form, OAuthEndpoints endpoints) {
    String code = form.getOrDefault("code", "");
    boolean isExchange = "authorization_code".equals(form.get("grant_type"));
    if (endpoints != registeredEndpoints) {
      grants.invalidateCode(code);
      return TokenErrors.ofOtherGeneration(endpoints, isExchange);
    }
    if (!isFromApplication(request, form)) {
      return TokenErrors.invalidClient(endpoints);
    }
    if (isExchange) {
      return grants
          .exchangeCode(code, redirectUri(form))
          .map(this::tokens)
          .orElseGet(TokenErrors::invalidCode);
    }
    return "refresh_token".equals(form.get("grant_type"))
        ? grants
            .refresh(form.getOrDefault("refresh_token", ""))
            .map(this::tokens)
            .orElseGet(() -> TokenErrors.invalidRefreshToken(endpoints))
        : TokenErrors.of(400, "unsupported_grant_type");
  }

  private SimulatedResponse tokens(Grant grant) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", "bearer");
    body.put("access_token", grant.accessToken());
    body.put("refresh_token", grant.refreshToken());
    body.put("expires_in", grants.accessTokenLifetime().toSeconds());
    scopeFormat.inTokenResponse(grant.scopes()).ifPresent(scopes -> body.put("scope", scopes));
    if (registeredEndpoints == OAuthEndpoints.LEGACY) {
      body.put("id_token", null);
    }
    return SimulatedResponse.ok(body);
  }

  private SimulatedResponse revoke(
      Map<String, String> query, Map<String, String> form, OAuthEndpoints endpoints) {
    String token =
        endpoints == OAuthEndpoints.LEGACY ? query.get("access_token") : form.get("token");
    if (token == null || endpoints != registeredEndpoints) {
      return TokenErrors.of(400, "invalid_request");
    }
    grants.revoke(token);
    return SimulatedResponse.ok(Map.of());
  }

  /** The credentials can be in the form or in a Basic authorization header. */
  private boolean isFromApplication(SimulatedRequest request, Map<String, String> form) {
    boolean inForm =
        application.clientId().equals(form.get("client_id"))
            && application.clientSecret().equals(form.get("client_secret"));
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (application.clientId() + ":" + application.clientSecret())
                    .getBytes(StandardCharsets.UTF_8));
    return inForm || request.header("Authorization").filter(("Basic " + basic)::equals).isPresent();
  }
}
