// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.AccessToken;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests in a person's name. A refused token is renewed once and the request repeated once,
 * for credentials that can; where a scope is missing, no new token helps, and none is asked for.
 */
record BearerToken(Credentials credentials, Transport next) implements Transport {
  private static final int UNAUTHORISED = 401;

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    String token = credentials.accessToken();
    OuraResponse response = next.send(with(token, request));
    if (response.status() != UNAUTHORISED) {
      return response;
    }
    Optional<Scope> needed = Scope.neededBy(request.uri().getPath());
    Set<Scope> granted = credentials.grantedScopes();
    if (needed.isPresent() && !granted.isEmpty() && !granted.contains(needed.get())) {
      throw missing(needed.get(), "the person did not grant", request, response);
    }
    Optional<String> renewed = credentials.renewedAfter(token);
    if (renewed.isEmpty()) {
      return response;
    }
    OuraResponse repeated = next.send(with(renewed.get(), request));
    if (repeated.status() == UNAUTHORISED && needed.isPresent()) {
      throw missing(
          needed.get(), "a token that was just refreshed seems to lack", request, repeated);
    }
    return repeated;
  }

  private static AuthenticationException missing(
      Scope scope, String because, OuraRequest request, OuraResponse response) {
    return AuthenticationException.missingScope(
        scope.name(), because, request, response, ErrorBody.details(response.body()));
  }

  private static OuraRequest with(String token, OuraRequest request) {
    try {
      return request.withHeader(
          "Authorization",
          "Bearer " + AccessToken.check(token, "The access token of the credentials"));
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
    return "BearerToken";
  }
}
