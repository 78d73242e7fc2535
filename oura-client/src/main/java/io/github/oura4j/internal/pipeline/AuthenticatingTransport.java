// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.HeaderValues;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Adds a person's access token to each request, and refreshes a rejected token.
 *
 * <p>If Oura rejects the token with status 401, the token is refreshed and the request is sent
 * again, both at most once and only if the credentials support it. If the token is known to lack
 * the scope that the request requires, a refreshed token would lack it too, so no refresh token is
 * spent.
 *
 * <p>The deadline of the call starts here, before the access token is obtained.
 *
 * @param credentials provides and refreshes the access token
 * @param ticker measures how much of the deadline is left
 * @param next the transport to send with
 */
public record AuthenticatingTransport(Credentials credentials, Ticker ticker, Transport next)
    implements Transport {
  private static final int UNAUTHORIZED = 401;

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    long start = ticker.nanoTime();
    String token = credentials.accessToken();
    OuraResponse response = send(token, request, start);
    if (response.status() != UNAUTHORIZED) {
      return response;
    }
    Optional<Scope> requiredScope = Scope.requiredFor(request.uri().getPath());
    Set<Scope> grantedScopes = credentials.grantedScopes();
    if (requiredScope.isPresent()
        && !grantedScopes.isEmpty()
        && !grantedScopes.contains(requiredScope.get())) {
      throw ErrorResponses.missingScope(
          requiredScope.get(), "the person did not grant", request, response);
    }
    Optional<String> refreshedToken = credentials.refreshAfter(token);
    if (refreshedToken.isEmpty()) {
      return response;
    }
    OuraResponse secondResponse = send(refreshedToken.get(), request, start);
    if (secondResponse.status() == UNAUTHORIZED && requiredScope.isPresent()) {
      throw ErrorResponses.missingScope(
          requiredScope.get(),
          "a token that was just refreshed seems to lack",
          request,
          secondResponse);
    }
    return secondResponse;
  }

  /** Sends a request within the time that is left of the deadline. */
  private OuraResponse send(String token, OuraRequest request, long start)
      throws IOException, InterruptedException {
    Duration left = request.deadline().minusNanos(ticker.nanoTime() - start);
    if (left.isNegative() || left.isZero()) {
      throw new IOException("no access token within " + request.deadline().toMillis() + " ms");
    }
    return next.send(authorized(request, token).withDeadline(left));
  }

  private static OuraRequest authorized(OuraRequest request, String token) {
    try {
      return request.withHeader(
          "Authorization",
          "Bearer " + HeaderValues.check(token, "The access token of the credentials"));
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    next.close();
  }

  /** Returns the name of the class, but no token. */
  @Override
  public String toString() {
    return "AuthenticatingTransport";
  }
}
