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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth routes: the consent page, the token endpoint and the revocation endpoint, for the
 * current and the legacy set of endpoints.
 */
public final class OAuthRoutes {
  private final RegisteredApplication application;
  private final OAuthEndpoints registeredEndpoints;
  private final @Nullable String registeredRedirectUri;
  private final List<PersonProfile> people;
  private final GrantStore grants;

  /**
   * Creates the routes.
   *
   * @param registeredEndpoints the endpoints that the application has to use
   * @param registeredRedirectUri the only valid redirect URI; null to accept any
   * @param people the people who can grant scopes
   */
  public OAuthRoutes(
      RegisteredApplication application,
      OAuthEndpoints registeredEndpoints,
      @Nullable String registeredRedirectUri,
      List<PersonProfile> people,
      GrantStore grants) {
    this.application = application;
    this.registeredEndpoints = registeredEndpoints;
    this.registeredRedirectUri = registeredRedirectUri;
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
    if (scopes.isEmpty() || !Scopes.ALL.containsAll(scopes)) {
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
    String code =
        grants.issueCode(new Grant(person(form), granted), form.getOrDefault("redirect_uri", ""));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", code);
    parameters.put("scope", prefixed(granted));
    return redirectBack(form, parameters);
  }

  /**
   * Returns why the client or its redirect URI is invalid. Such a request must not be redirected,
   * because the redirect URI may belong to an attacker.
   */
  private Optional<String> clientProblem(Map<String, String> parameters) {
    String redirectUri = parameters.getOrDefault("redirect_uri", "");
    if (!application.clientId().equals(parameters.get("client_id"))) {
      return Optional.of("No application has this client_id.");
    }
    boolean isRegistered =
        registeredRedirectUri == null
            ? redirectUri.startsWith("http://") || redirectUri.startsWith("https://")
            : registeredRedirectUri.equals(redirectUri);
    return isRegistered
        ? Optional.empty()
        : Optional.of("The redirect_uri is not the one that the application registered.");
  }

  private static SimulatedResponse redirectBack(
      Map<String, String> authorizationRequest, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    if (authorizationRequest.containsKey("state")) {
      all.put("state", authorizationRequest.get("state"));
    }
    return Redirect.to(authorizationRequest.getOrDefault("redirect_uri", ""), all);
  }

  /** A scope without the required prefix is marked, so that it matches no known scope. */
  private List<String> scopes(Map<String, String> parameters) {
    String prefix = registeredEndpoints.scopePrefix();
    return List.of(parameters.getOrDefault("scope", "").split(" ")).stream()
        .filter(scope -> !scope.isEmpty())
        .map(scope -> scope.startsWith(prefix) ? scope.substring(prefix.length()) : "?" + scope)
        .toList();
  }

  private String prefixed(Set<String> scopes) {
    return scopes.stream()
        .map(scope -> registeredEndpoints.scopePrefix() + scope)
        .collect(Collectors.joining(" "));
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
      return error(isExchange ? 401 : 400, "invalid_request");
    }
    if (!isFromApplication(request, form)) {
      return error(401, "invalid_client");
    }
    if (isExchange) {
      return tokens(grants.exchangeCode(code, form.getOrDefault("redirect_uri", "")));
    }
    return "refresh_token".equals(form.get("grant_type"))
        ? tokens(grants.refresh(form.getOrDefault("refresh_token", "")))
        : error(400, "unsupported_grant_type");
  }

  private SimulatedResponse tokens(Optional<Grant> validGrant) {
    return validGrant
        .map(
            grant ->
                SimulatedResponse.ok(
                    Map.of(
                        "token_type",
                        "bearer",
                        "access_token",
                        grant.accessToken(),
                        "refresh_token",
                        grant.refreshToken(),
                        "expires_in",
                        grants.accessTokenLifetime().toSeconds(),
                        "scope",
                        prefixed(grant.scopes()))))
        .orElseGet(() -> error(400, "invalid_grant"));
  }

  private SimulatedResponse revoke(
      Map<String, String> query, Map<String, String> form, OAuthEndpoints endpoints) {
    String token =
        endpoints == OAuthEndpoints.LEGACY ? query.get("access_token") : form.get("token");
    if (token == null || endpoints != registeredEndpoints) {
      return error(400, "invalid_request");
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

  private static SimulatedResponse error(int status, String error) {
    return new SimulatedResponse(status, Map.of("error", error));
  }
}
