// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

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
 * The addresses that people and applications meet when an application asks for access: consent,
 * token and revocation, of both generations.
 */
final class OAuthRoutes {
  private final Application application;
  private final OAuthGeneration generation;
  private final @Nullable String registeredRedirect;
  private final List<SimulatedPerson> people;
  private final Grants grants;

  OAuthRoutes(
      Application application,
      OAuthGeneration generation,
      @Nullable String registeredRedirect,
      List<SimulatedPerson> people,
      Grants grants) {
    this.application = application;
    this.generation = generation;
    this.registeredRedirect = registeredRedirect;
    this.people = people;
    this.grants = grants;
  }

  Answer answer(Asked asked, String path) {
    OAuthGeneration asAddressed = OAuthGeneration.at(path).orElseThrow(Refusal::noSuchPath);
    if (asAddressed.isAuthorise(path)) {
      return switch (asked.method()) {
        case "GET" -> authorise(asked.query(), path);
        case "POST" -> decide(Asked.parseQuery(asked.body()));
        default -> throw Refusal.methodNotAllowed();
      };
    }
    if (!asked.is("POST")) {
      throw Refusal.methodNotAllowed();
    }
    Map<String, String> form = Asked.parseQuery(asked.body());
    return asAddressed.isToken(path)
        ? token(asked, form, asAddressed)
        : revoke(asked.query(), form, asAddressed);
  }

  /** Shows the person what is asked for. */
  Answer authorise(Map<String, String> query, String path) {
    Optional<String> flaw = flaw(query);
    if (flaw.isPresent()) {
      return new Answer(400, ConsentPage.refusal(flaw.get()));
    }
    List<String> scopes = scopes(query);
    if (!"code".equals(query.get("response_type"))) {
      return back(query, Map.of("error", "unsupported_response_type"));
    }
    if (scopes.isEmpty() || !Scopes.ALL.containsAll(scopes)) {
      return back(query, Map.of("error", "invalid_scope"));
    }
    return Answer.ok(new ConsentPage(path, query, scopes, people).html());
  }

  /** Takes the person's decision; what was unticked is not granted. */
  Answer decide(Map<String, String> form) {
    Optional<String> flaw = flaw(form);
    if (flaw.isPresent()) {
      return new Answer(400, ConsentPage.refusal(flaw.get()));
    }
    if (!"allow".equals(form.get("decision"))) {
      return back(form, Map.of("error", "access_denied"));
    }
    Set<String> granted = new LinkedHashSet<>(scopes(form));
    granted.removeIf(scope -> !form.containsKey("scope." + scope));
    String code =
        grants.newCode(new Grant(person(form), granted), form.getOrDefault("redirect_uri", ""));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", code);
    parameters.put("scope", prefixed(granted));
    return back(form, parameters);
  }

  /** A flaw that must not send the person on: the address may be a stranger's. */
  private Optional<String> flaw(Map<String, String> parameters) {
    String redirect = parameters.getOrDefault("redirect_uri", "");
    if (!application.clientId().equals(parameters.get("client_id"))) {
      return Optional.of("No application has this client_id.");
    }
    boolean isRegistered =
        registeredRedirect == null
            ? redirect.startsWith("http://") || redirect.startsWith("https://")
            : registeredRedirect.equals(redirect);
    return isRegistered
        ? Optional.empty()
        : Optional.of("The redirect_uri is not the one that the application registered.");
  }

  private Answer back(Map<String, String> asked, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    if (asked.containsKey("state")) {
      all.put("state", asked.get("state"));
    }
    return Redirect.answer(asked.getOrDefault("redirect_uri", ""), all);
  }

  private List<String> scopes(Map<String, String> parameters) {
    String prefix = generation.scopePrefix();
    return List.of(parameters.getOrDefault("scope", "").split(" ")).stream()
        .filter(scope -> !scope.isEmpty())
        .map(scope -> scope.startsWith(prefix) ? scope.substring(prefix.length()) : "?" + scope)
        .toList();
  }

  private String prefixed(Set<String> scopes) {
    return scopes.stream()
        .map(scope -> generation.scopePrefix() + scope)
        .collect(Collectors.joining(" "));
  }

  private SimulatedPerson person(Map<String, String> form) {
    String id = form.get("person");
    return people.stream()
        .filter(person -> id != null && id.equals(person.personalInfo().id()))
        .findFirst()
        .orElse(people.get(0));
  }

  private Answer token(Asked asked, Map<String, String> form, OAuthGeneration asAddressed) {
    String code = form.getOrDefault("code", "");
    boolean isExchange = "authorization_code".equals(form.get("grant_type"));
    if (asAddressed != generation) {
      grants.burn(code);
      return error(isExchange ? 401 : 400, "invalid_request");
    }
    if (!isFromApplication(asked, form)) {
      return error(401, "invalid_client");
    }
    if (isExchange) {
      return pair(grants.exchange(code, form.getOrDefault("redirect_uri", "")));
    }
    return "refresh_token".equals(form.get("grant_type"))
        ? pair(grants.refresh(form.getOrDefault("refresh_token", "")))
        : error(400, "unsupported_grant_type");
  }

  private Answer pair(Optional<Grant> grant) {
    return grant
        .map(
            given ->
                Answer.ok(
                    Map.of(
                        "token_type",
                        "bearer",
                        "access_token",
                        given.accessToken(),
                        "refresh_token",
                        given.refreshToken(),
                        "expires_in",
                        grants.accessTokenLifetime().toSeconds(),
                        "scope",
                        prefixed(given.scopes()))))
        .orElseGet(() -> error(400, "invalid_grant"));
  }

  private Answer revoke(
      Map<String, String> query, Map<String, String> form, OAuthGeneration asAddressed) {
    String token =
        asAddressed == OAuthGeneration.LEGACY ? query.get("access_token") : form.get("token");
    if (token == null || asAddressed != generation) {
      return error(400, "invalid_request");
    }
    grants.revoke(token);
    return new Answer(200, Map.of());
  }

  private boolean isFromApplication(Asked asked, Map<String, String> form) {
    boolean inForm =
        application.clientId().equals(form.get("client_id"))
            && application.clientSecret().equals(form.get("client_secret"));
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (application.clientId() + ":" + application.clientSecret())
                    .getBytes(StandardCharsets.UTF_8));
    return inForm || asked.header("Authorization").filter(("Basic " + basic)::equals).isPresent();
  }

  private static Answer error(int status, String error) {
    return new Answer(status, Map.of("error", error));
  }
}
