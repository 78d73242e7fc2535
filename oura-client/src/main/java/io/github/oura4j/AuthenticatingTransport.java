// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.HeaderValues;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Timekeeper;
import io.github.oura4j.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests in a person's name. A refused token is renewed once and the request repeated once,
 * for credentials that can; where a scope is missing, no new token helps, and none is asked for.
 * The time of the whole call begins here, before the credentials are asked.
 */
record AuthenticatingTransport(Credentials credentials, Timekeeper time, Transport next)
    implements Transport {
  private static final int UNAUTHORISED = 401;

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    long start = time.nanoTime();
    String token = credentials.accessToken();
    OuraResponse response = send(token, request, start);
    if (response.status() != UNAUTHORISED) {
      return response;
    }
    Optional<Scope> needed = Scope.requiredFor(request.uri().getPath());
    Set<Scope> granted = credentials.grantedScopes();
    if (needed.isPresent() && !granted.isEmpty() && !granted.contains(needed.get())) {
      throw missing(needed.get(), "the person did not grant", request, response);
    }
    Optional<String> renewed = credentials.refreshAfter(token);
    if (renewed.isEmpty()) {
      return response;
    }
    OuraResponse repeated = send(renewed.get(), request, start);
    if (repeated.status() == UNAUTHORISED && needed.isPresent()) {
      throw missing(
          needed.get(), "a token that was just refreshed seems to lack", request, repeated);
    }
    return repeated;
  }

  /** Sends within what the credentials, and an attempt before, have left of the call's time. */
  private OuraResponse send(String token, OuraRequest request, long start)
      throws IOException, InterruptedException {
    Duration left = request.deadline().minusNanos(time.nanoTime() - start);
    if (left.isNegative() || left.isZero()) {
      throw new IOException("no access token within " + request.deadline().toMillis() + " ms");
    }
    return next.send(with(token, request).withDeadline(left));
  }

  private static AuthenticationException missing(
      Scope scope, String because, OuraRequest request, OuraResponse response) {
    return AuthenticationException.missingScope(
        scope.name(), because, request, response, ErrorResponses.details(response.body()));
  }

  private static OuraRequest with(String token, OuraRequest request) {
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

  /** Names what it is, and no token. */
  @Override
  public String toString() {
    return "AuthenticatingTransport";
  }
}
