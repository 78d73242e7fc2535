// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses the JSON responses of the token endpoint.
 *
 * <p>Only the tokens are required. Any other property may be missing or malformed, because the pair
 * cannot be requested again and must not be lost for the sake of, say, an invalid expiration.
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
    Map<?, ?> response = object(body);
    String refreshToken = text(response, "refresh_token");
    try {
      return Optional.of(
              new OAuthTokens(
                  String.valueOf(text(response, "access_token")),
                  refreshToken != null ? refreshToken : String.valueOf(previousRefreshToken),
                  now,
                  expiry(response.get("expires_in"), now),
                  ScopeList.parse(text(response, "scope"), scopePrefix)))
          .filter(pair -> text(response, "access_token") != null)
          .filter(pair -> refreshToken != null || previousRefreshToken != null);
    } catch (IllegalArgumentException invalidToken) {
      return Optional.empty();
    }
  }

  /** Returns the OAuth2 error code, or an empty text if the body contains none. */
  static String error(byte[] body) {
    String error = text(object(body), "error");
    return error == null ? "" : error;
  }

  private static Map<?, ?> object(byte[] body) {
    try {
      return (Map<?, ?>) JsonCodec.decode(body, Map.class, "The response");
    } catch (OuraDecodingException notAnObject) {
      return Map.of();
    }
  }

  private static @Nullable String text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text ? text : null;
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
