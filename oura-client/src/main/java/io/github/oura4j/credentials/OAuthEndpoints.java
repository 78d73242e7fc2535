// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.internal.util.HttpUrls;
import java.net.URI;

/**
 * The URIs of Oura's OAuth2 authorization server.
 *
 * <p>There are two generations of endpoints, {@link #current()} and {@link #legacy()}. An
 * application belongs to the one in which it was registered. Sending a code to the token endpoint
 * of the other generation fails and invalidates the code.
 *
 * @param authorize the authorization endpoint, where the person grants access
 * @param token the token endpoint, where codes and refresh tokens are exchanged
 * @param revoke the revocation endpoint
 * @param scopePrefix the prefix of every scope name in a request; empty for none. Scopes in
 *     responses are understood with and without a prefix
 * @param revokesByQueryParameter whether the revocation endpoint expects the token in the query
 *     instead of the form body
 */
public record OAuthEndpoints(
    URI authorize, URI token, URI revoke, String scopePrefix, boolean revokesByQueryParameter) {

  /**
   * Creates custom endpoints.
   *
   * @param authorize the authorization endpoint
   * @param token the token endpoint
   * @param revoke the revocation endpoint
   * @param scopePrefix the prefix of every scope name; empty for none
   * @param revokesByQueryParameter whether the revocation endpoint expects the token in the query
   * @throws IllegalArgumentException if a URI is neither HTTPS nor a loopback address
   */
  public OAuthEndpoints {
    HttpUrls.check(authorize);
    HttpUrls.check(token);
    HttpUrls.check(revoke);
  }

  /**
   * Returns the endpoints for applications that were registered in the developer portal that Oura
   * introduced in 2026.
   *
   * @return the endpoints at {@code moi.ouraring.com}, with the scope prefix {@code extapi:}
   */
  public static OAuthEndpoints current() {
    return new OAuthEndpoints(
        URI.create("https://moi.ouraring.com/oauth/v2/ext/oauth-authorize"),
        URI.create("https://moi.ouraring.com/oauth/v2/ext/oauth-token"),
        URI.create("https://moi.ouraring.com/oauth/v2/ext/oauth-revoke"),
        ScopeList.PREFIX,
        false);
  }

  /**
   * Returns the endpoints for applications that were registered before 2026.
   *
   * @return the endpoints at {@code cloud.ouraring.com} and {@code api.ouraring.com}
   */
  public static OAuthEndpoints legacy() {
    return new OAuthEndpoints(
        URI.create("https://cloud.ouraring.com/oauth/authorize"),
        URI.create("https://api.ouraring.com/oauth/token"),
        URI.create("https://api.ouraring.com/oauth/revoke"),
        "",
        true);
  }

  /** Returns whether the token endpoint is the legacy one, on whatever server or proxy path. */
  boolean isLegacy() {
    return token.getRawPath().endsWith(legacy().token.getRawPath());
  }

  /**
   * Returns a copy with the same paths on another server, such as a simulator.
   *
   * @param baseUrl an HTTPS URL, or an HTTP URL of a loopback address
   * @return the endpoints on that server
   * @throws IllegalArgumentException if the URL is neither
   */
  public OAuthEndpoints withBaseUrl(String baseUrl) {
    URI base = HttpUrls.parseBase(baseUrl, "The base URL of the OAuth endpoints");
    return new OAuthEndpoints(
        URI.create(base + authorize.getRawPath()),
        URI.create(base + token.getRawPath()),
        URI.create(base + revoke.getRawPath()),
        scopePrefix,
        revokesByQueryParameter);
  }
}
