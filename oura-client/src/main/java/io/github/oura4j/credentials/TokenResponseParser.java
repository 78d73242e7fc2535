// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.internal.http.HeaderValues;
import io.github.oura4j.internal.json.ObjectProperties;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses the JSON responses of the token endpoint.
 *
 * <p>Only the access token is required. Any other property may be missing or malformed, because the
 * tokens cannot be requested again and must not be lost for the sake of, say, an invalid
 * expiration. For the same reason, both tokens are used if the JSON is malformed after them. If it
 * is malformed before the refresh token, the next one may be missing, so there is no pair.
 */
final class TokenResponseParser {
  private TokenResponseParser() {}

  /**
   * Parses a token pair.
   *
   * @param previousRefreshToken the refresh token to keep if the response has no new one, or null
   * @return the pair, or empty if the body contains none
   */
  static Optional<OAuthTokens> tokens(
      byte[] body, Instant now, String scopePrefix, @Nullable String previousRefreshToken) {
    ObjectProperties response = ObjectProperties.read(body);
    String refreshToken = token(response, "refresh_token");
    if (refreshToken == null && !response.complete()) {
      return Optional.empty();
    }
    return Optional.ofNullable(token(response, "access_token"))
        .map(
            accessToken ->
                new OAuthTokens(
                    accessToken,
                    refreshToken != null ? refreshToken : previousRefreshToken,
                    now,
                    expiry(response.values().get("expires_in"), now),
                    ScopeList.parse(response.values().get("scope"), scopePrefix)));
  }

  /** Returns the OAuth2 error code, or an empty text if the body contains none. */
  static String error(byte[] body) {
    String error = text(ObjectProperties.read(body), "error");
    return error == null ? "" : error;
  }

  private static @Nullable String text(ObjectProperties object, String name) {
    return object.values().get(name) instanceof String text ? text : null;
  }

  /** Returns a token, or null if there is none that could be sent. */
  private static @Nullable String token(ObjectProperties response, String name) {
    String token = text(response, name);
    try {
      return token == null ? null : HeaderValues.check(token, name);
    } catch (IllegalArgumentException invalidToken) {
      return null;
    }
  }

  /** Accepts seconds as a number or a string; any other value means an unknown expiration. */
  private static @Nullable Instant expiry(@Nullable Object expiresIn, Instant now) {
    try {
      long seconds = (long) Double.parseDouble(String.valueOf(expiresIn));
      return seconds > 0 ? now.plusSeconds(seconds) : null;
    } catch (NumberFormatException | DateTimeException | ArithmeticException invalid) {
      return null;
    }
  }
}
