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
 * Reads the token address's JSON. It is generous with all but the tokens: a pair that came is never
 * thrown away for what stands beside it.
 */
final class StoredTokensCodec {
  private StoredTokensCodec() {}

  /**
   * Reads a pair.
   *
   * @param formerRefreshToken what stays when no new refresh token came, or null
   * @return the pair, or empty when the text holds none
   */
  static Optional<OAuthTokens> pair(
      byte[] body, Instant now, String scopePrefix, @Nullable String formerRefreshToken) {
    Map<?, ?> answer = object(body);
    String refreshToken = text(answer, "refresh_token");
    try {
      return Optional.of(
              new OAuthTokens(
                  String.valueOf(text(answer, "access_token")),
                  refreshToken != null ? refreshToken : String.valueOf(formerRefreshToken),
                  now,
                  expiry(answer.get("expires_in"), now),
                  ScopeList.read(text(answer, "scope"), scopePrefix)))
          .filter(pair -> text(answer, "access_token") != null)
          .filter(pair -> refreshToken != null || formerRefreshToken != null);
    } catch (IllegalArgumentException noToken) {
      return Optional.empty();
    }
  }

  /** Returns the error's name, empty when there is none. */
  static String error(byte[] body) {
    String error = text(object(body), "error");
    return error == null ? "" : error;
  }

  private static Map<?, ?> object(byte[] body) {
    try {
      return (Map<?, ?>) JsonCodec.decode(body, Map.class, "The answer");
    } catch (OuraDecodingException noObject) {
      return Map.of();
    }
  }

  private static @Nullable String text(Map<?, ?> answer, String name) {
    return answer.get(name) instanceof String text ? text : null;
  }

  /** Seconds as a number or as text; of anything else, the end is not known. */
  private static @Nullable Instant expiry(@Nullable Object expiresIn, Instant now) {
    try {
      long seconds = (long) Double.parseDouble(String.valueOf(expiresIn));
      return seconds > 0 ? now.plusSeconds(seconds) : null;
    } catch (NumberFormatException | DateTimeException | ArithmeticException unknown) {
      return null;
    }
  }
}
