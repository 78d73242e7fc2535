// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.simulator.internal.http.Redirect;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.oauth.GrantStore;
import io.github.oura4j.simulator.internal.oauth.OAuthRoutes;
import io.github.oura4j.simulator.internal.oauth.Scopes;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The OAuth side of a simulator for tests without a browser: it submits the consent page on behalf
 * of the person, and counts token refreshes. Thread-safe.
 */
public final class SimulatedAuthorization {
  private final OAuthRoutes routes;
  private final GrantStore grants;

  SimulatedAuthorization(OAuthRoutes routes, GrantStore grants) {
    this.routes = routes;
    this.grants = grants;
  }

  /**
   * Grants the scopes that an application requests, as the person would on the consent page.
   *
   * @param authorizeUri the authorization URI to which the application sends the browser
   * @param uncheckedScopes the scopes, without prefix, that the person does not grant
   * @return the URI to which the browser is redirected, with an authorization code or, if the
   *     request is invalid, an error
   * @throws IllegalArgumentException if the consent page would not be shown, because the client id
   *     or the redirect URI is unknown
   */
  public String allow(String authorizeUri, String... uncheckedScopes) {
    return decide(authorizeUri, "allow", List.of(uncheckedScopes));
  }

  /**
   * Denies the request of an application, as the person would on the consent page.
   *
   * @param authorizeUri the authorization URI to which the application sends the browser
   * @return the URI to which the browser is redirected, with the error {@code access_denied}
   * @throws IllegalArgumentException if the consent page would not be shown, because the client id
   *     or the redirect URI is unknown
   */
  public String deny(String authorizeUri) {
    return decide(authorizeUri, "deny", List.of());
  }

  /**
   * Returns how many times a refresh token was exchanged for new tokens.
   *
   * @return a number from 0
   */
  public int refreshes() {
    return grants.refreshes();
  }

  /**
   * Returns how many times a refresh token was reused, each of which revoked all tokens of its
   * grant.
   *
   * @return a number from 0
   */
  public int reusedRefreshTokens() {
    return grants.reusedRefreshTokens();
  }

  /** Expires all access tokens issued so far. The refresh tokens remain valid. */
  public void expireAccessTokens() {
    grants.expireAccessTokens();
  }

  private String decide(String authorizeUri, String decision, List<String> uncheckedScopes) {
    URI uri = URI.create(authorizeUri);
    Map<String, String> form =
        new LinkedHashMap<>(SimulatedRequest.parseQuery(String.valueOf(uri.getRawQuery())));
    form.put("decision", decision);
    Scopes.ALL.stream()
        .filter(scope -> !uncheckedScopes.contains(scope))
        .forEach(scope -> form.put("scope." + scope, "yes"));
    SimulatedResponse consent = routes.authorize(form, uri.getPath());
    SimulatedResponse response = consent.status() == 200 ? routes.decide(form) : consent;
    if (response.body() instanceof Redirect redirect) {
      return redirect.location();
    }
    throw new IllegalArgumentException(
        "the consent page is not shown, because the client_id or the redirect_uri of the"
            + " authorization URI is not the registered one");
  }
}
