// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.internal.util.HttpUrls;
import java.net.URI;

/**
 * The addresses of Oura's OAuth2, of which there are two generations. An application belongs to the
 * one it was registered with: the other one's token address burns the code.
 *
 * @param authorize where the person is sent to
 * @param token where codes and refresh tokens are exchanged
 * @param revoke where tokens are revoked
 * @param scopePrefix what stands before the name of each scope, empty for nothing
 * @param revokesByQueryParameter whether the token to revoke stands in the query rather than in a
 *     form
 */
public record OAuthEndpoints(
    URI authorize, URI token, URI revoke, String scopePrefix, boolean revokesByQueryParameter) {

  /**
   * Makes endpoints of one's own.
   *
   * @param authorize where the person is sent to
   * @param token where codes and refresh tokens are exchanged
   * @param revoke where tokens are revoked
   * @param scopePrefix what stands before the name of each scope
   * @param revokesByQueryParameter whether the token to revoke stands in the query
   * @throws IllegalArgumentException if an address is neither HTTPS nor on this machine
   */
  public OAuthEndpoints {
    HttpUrls.check(authorize);
    HttpUrls.check(token);
    HttpUrls.check(revoke);
  }

  /**
   * Returns the addresses for applications that were registered at the developer portal of 2026.
   *
   * @return addresses at {@code moi.ouraring.com}, with scopes that begin with {@code extapi:}
   */
  public static OAuthEndpoints current() {
    return new OAuthEndpoints(
        URI.create("https://moi.ouraring.com/oauth/v2/ext/oauth-authorize"),
        URI.create("https://moi.ouraring.com/oauth/v2/ext/oauth-token"),
        URI.create("https://moi.ouraring.com/oauth/v2/ext/oauth/revoke"),
        "extapi:",
        false);
  }

  /**
   * Returns the addresses for older applications.
   *
   * @return addresses at {@code cloud.ouraring.com} and {@code api.ouraring.com}
   */
  public static OAuthEndpoints legacy() {
    return new OAuthEndpoints(
        URI.create("https://cloud.ouraring.com/oauth/authorize"),
        URI.create("https://api.ouraring.com/oauth/token"),
        URI.create("https://api.ouraring.com/oauth/revoke"),
        "",
        true);
  }

  /**
   * Returns the same paths at another server: a simulator, a test server.
   *
   * @param baseUrl an HTTPS address, or an HTTP one of this machine
   * @return the endpoints there
   * @throws IllegalArgumentException if the address is neither
   */
  public OAuthEndpoints at(String baseUrl) {
    URI base = HttpUrls.parseBase(baseUrl, "The address of the OAuth endpoints");
    return new OAuthEndpoints(
        URI.create(base + authorize.getRawPath()),
        URI.create(base + token.getRawPath()),
        URI.create(base + revoke.getRawPath()),
        scopePrefix,
        revokesByQueryParameter);
  }
}
