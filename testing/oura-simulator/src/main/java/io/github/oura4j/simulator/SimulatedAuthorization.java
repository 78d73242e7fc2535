// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulator's OAuth side without a browser: decides in the person's place, and tells what
 * became of the tokens. Safe across threads.
 */
public final class SimulatedAuthorization {
  private final OAuthRoutes routes;
  private final Grants grants;

  SimulatedAuthorization(OAuthRoutes routes, Grants grants) {
    this.routes = routes;
    this.grants = grants;
  }

  /**
   * Allows what an application asks for, as the person would on the consent page.
   *
   * @param authoriseAddress the address that the application sends the person to
   * @param unticked the scopes, without prefix, that the person does not grant
   * @return the address that the browser is sent back to, with a code
   * @throws IllegalArgumentException if the consent page would not be shown
   */
  public String allow(String authoriseAddress, String... unticked) {
    return decide(authoriseAddress, "allow", List.of(unticked));
  }

  /**
   * Refuses what an application asks for.
   *
   * @param authoriseAddress the address that the application sends the person to
   * @return the address that the browser is sent back to, with the refusal
   * @throws IllegalArgumentException if the consent page would not be shown
   */
  public String deny(String authoriseAddress) {
    return decide(authoriseAddress, "deny", List.of());
  }

  /**
   * Returns how many refresh tokens were exchanged for their successors.
   *
   * @return a number from 0
   */
  public int refreshes() {
    return grants.refreshes();
  }

  /**
   * Returns how many refresh tokens came a second time, which revoked their grants.
   *
   * @return a number from 0
   */
  public int reusedRefreshTokens() {
    return grants.reusedRefreshTokens();
  }

  /** Ends every access token that was issued; the refresh tokens stay good. */
  public void expireAccessTokens() {
    grants.endAccess();
  }

  private String decide(String authoriseAddress, String decision, List<String> unticked) {
    URI address = URI.create(authoriseAddress);
    Map<String, String> form =
        new LinkedHashMap<>(Asked.parseQuery(String.valueOf(address.getRawQuery())));
    form.put("decision", decision);
    Scopes.ALL.stream()
        .filter(scope -> !unticked.contains(scope))
        .forEach(scope -> form.put("scope." + scope, "yes"));
    Answer shown = routes.authorise(form, address.getPath());
    Answer decided = shown.status() == 200 ? routes.decide(form) : shown;
    if (decided.body() instanceof Redirect redirect) {
      return redirect.location();
    }
    throw new IllegalArgumentException(
        "the consent page is not shown: its address has another client_id or redirect_uri");
  }
}
