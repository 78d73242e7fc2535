// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;

/**
 * Where the access token of one person comes from. A source of your own (a vault, a database) is a
 * lambda.
 *
 * <p>It is asked for each request, so it must be safe across threads and answer quickly. Its text
 * form never holds the token.
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
   * Returns credentials that are always the same access token.
   *
   * @param accessToken the token, as Oura gave it
   * @return the credentials
   * @throws IllegalArgumentException if the token is blank or holds characters that no token has
   */
  static Credentials token(String accessToken) {
    return new FixedToken(AccessToken.check(accessToken, "The access token"));
  }

  /**
   * Returns the credentials that the environment names: the variables {@code OURA_ACCESS_TOKEN},
   * {@code OURA_PERSONAL_ACCESS_TOKEN} and {@code PERSONAL_ACCESS_TOKEN}, then the same names in
   * the file {@code .env} of the working directory.
   *
   * @return the credentials
   * @throws CredentialsException if there are none, with a list of what was looked at, or if a
   *     source is broken
   */
  static Credentials fromEnvironment() {
    return Environment.ofProcess().credentials();
  }
}
