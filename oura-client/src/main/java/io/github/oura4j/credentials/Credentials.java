// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.internal.http.HeaderValues;
import java.util.Optional;
import java.util.Set;

/**
 * Supplies the access token of one person. Credentials from another source, such as a vault or a
 * database, can be a lambda that returns the current token.
 *
 * <p>The client requests the token before every request, from any thread. Implementations must
 * therefore be thread-safe and should return quickly, normally from memory: the time counts toward
 * the call's deadline, but the client does not interrupt an implementation that exceeds it and only
 * notices afterward. {@code toString()} must not contain the token.
 */
@FunctionalInterface
public interface Credentials {

  /**
   * Returns the access token for the next request.
   *
   * @return the token, without the prefix {@code Bearer}
   * @throws CredentialsException if no token is available
   */
  String accessToken();

  /**
   * Returns the access token for the next request of a call. The client calls this method before
   * every request; the default implementation calls {@link #accessToken()}. Override it if
   * obtaining a token can take long.
   *
   * @param call the call that needs the token, in particular its deadline
   * @return the token, without the prefix {@code Bearer}
   * @throws CredentialsException if no token is available
   * @throws io.github.oura4j.error.OuraIoException if no token was available before the deadline
   */
  default String accessTokenFor(CallContext call) {
    return accessToken();
  }

  /**
   * Returns a new access token after Oura has rejected one with status 401. The client does this at
   * most once per request and then sends the request once more with the new token.
   *
   * <p>The default implementation returns empty, which is right for tokens that cannot be
   * refreshed.
   *
   * @param rejectedToken the token that Oura rejected
   * @return a token other than the rejected one; empty if there is none, or if the rejected token
   *     was obtained only moments ago, because refreshing again would not help
   * @throws CredentialsException if refreshing the token fails
   */
  default Optional<String> refreshAfter(String rejectedToken) {
    return Optional.empty();
  }

  /**
   * Like {@link #refreshAfter(String)}, for a call with a deadline. The client calls this method;
   * the default implementation calls the other one.
   *
   * @param rejectedToken the token that Oura rejected
   * @param call the call whose request was rejected, in particular its deadline
   * @return a token other than the rejected one; empty if there is none, or if the rejected token
   *     was obtained only moments ago, because refreshing again would not help
   * @throws CredentialsException if refreshing the token fails
   * @throws io.github.oura4j.error.OuraIoException if no token was available before the deadline
   */
  default Optional<String> refreshAfter(String rejectedToken, CallContext call) {
    return refreshAfter(rejectedToken);
  }

  /**
   * Returns the scopes that the person granted to the application. The client uses them to explain
   * a rejected request.
   *
   * @return the scopes; empty if they are unknown, which is the default
   */
  default Set<Scope> grantedScopes() {
    return Set.of();
  }

  /**
   * Returns credentials with a fixed access token that is never refreshed.
   *
   * @param accessToken the token as issued by Oura
   * @return the credentials
   * @throws IllegalArgumentException if the token is blank or contains characters that are not
   *     allowed in a token
   */
  static Credentials token(String accessToken) {
    return new FixedToken(HeaderValues.check(accessToken, "The access token"));
  }

  /**
   * Returns the credentials that are configured in this process's environment. The first source
   * that is set wins:
   *
   * <ol>
   *   <li>the environment variables {@code OURA_ACCESS_TOKEN}, {@code OURA_PERSONAL_ACCESS_TOKEN}
   *       and {@code PERSONAL_ACCESS_TOKEN}, in this order;
   *   <li>the same names in the file {@code .env} in the working directory;
   *   <li>the OAuth2 tokens in the folder {@code OURA_TOKEN_STORE} for the person {@code
   *       OURA_PERSON}, which are refreshed with {@code OURA_CLIENT_ID} and {@code
   *       OURA_CLIENT_SECRET}.
   * </ol>
   *
   * @return the credentials
   * @throws CredentialsException if none are configured, with the list of sources that were
   *     checked, or if a configured source cannot be used
   */
  static Credentials fromEnvironment() {
    return Environment.ofProcess().credentials();
  }
}
