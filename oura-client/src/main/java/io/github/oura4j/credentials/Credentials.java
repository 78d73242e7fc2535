// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.internal.http.HeaderValues;
import java.util.Optional;
import java.util.Set;

/**
 * Where the access token of one person comes from. A source of your own (a vault, a database) is a
 * lambda.
 *
 * <p>It is asked for each request, so it must be safe across threads and answer quickly: what it
 * takes is taken from the time of the whole call, and looked at when it has answered, since nobody
 * interrupts it. Its text form never holds the token.
 */
@FunctionalInterface
public interface Credentials {

  /**
   * Returns the access token to send with the next request.
   *
   * @return the token, without the word Bearer
   * @throws CredentialsException if there is none
   */
  String accessToken();

  /**
   * Returns another access token after Oura refused one. It is asked once for a request, which is
   * then repeated once. The default has none.
   *
   * @param rejectedToken the token that Oura answered 401 to
   * @return a token that is not the refused one, or empty when there is none, or when the refused
   *     one has only just been obtained, since another would fare no better
   * @throws CredentialsException if there should be one and cannot be
   */
  default Optional<String> refreshAfter(String rejectedToken) {
    return Optional.empty();
  }

  /**
   * Returns what the person granted to the application.
   *
   * @return the scopes; empty when it is not known, which is the default
   */
  default Set<Scope> grantedScopes() {
    return Set.of();
  }

  /**
   * Returns credentials that are always the same access token.
   *
   * @param accessToken the token, as Oura gave it
   * @return the credentials
   * @throws IllegalArgumentException if the token is blank or holds characters that no token has
   */
  static Credentials token(String accessToken) {
    return new FixedToken(HeaderValues.check(accessToken, "The access token"));
  }

  /**
   * Returns the credentials that the environment names: the variables {@code OURA_ACCESS_TOKEN},
   * {@code OURA_PERSONAL_ACCESS_TOKEN} and {@code PERSONAL_ACCESS_TOKEN}, then the same names in
   * the file {@code .env} of the working directory, then the OAuth2 tokens in the folder {@code
   * OURA_TOKEN_STORE} of the person {@code OURA_PERSON}, which {@code OURA_CLIENT_ID} and {@code
   * OURA_CLIENT_SECRET} keep fresh.
   *
   * @return the credentials
   * @throws CredentialsException if there are none, with a list of what was looked at, or if a
   *     source is broken
   */
  static Credentials fromEnvironment() {
    return Environment.ofProcess().credentials();
  }
}
