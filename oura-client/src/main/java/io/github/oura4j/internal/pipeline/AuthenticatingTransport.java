// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.credentials.CallContext;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.ConnectionFailure;
import io.github.oura4j.internal.http.HeaderValues;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Adds a person's access token to each request, and refreshes a rejected token.
 *
 * <p>If Oura rejects the token with status 401, the token is refreshed and the request is sent
 * again, both at most once and only if the credentials support it. If the token is known to lack
 * the scope that the request requires, or the response says so, a refreshed token would lack it
 * too, so no refresh token is spent.
 *
 * <p>Obtaining and refreshing the token counts toward the deadline of the call.
 *
 * @param credentials provides and refreshes the access token
 * @param next the transport to send with
 * @param listeners is notified of failed refreshes
 */
public record AuthenticatingTransport(
    Credentials credentials, Transport next, CallListeners listeners) implements Transport {
  private static final int UNAUTHORIZED = 401;

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    CallContext call = new CallContext(request.deadline(), this::notifyOfFailedRefresh);
    String token = credentials.accessTokenFor(call);
    OuraResponse response = send(token, request);
    if (response.status() != UNAUTHORIZED || ErrorResponses.namesMissingScope(response)) {
      return response;
    }
    Optional<Scope> requiredScope = request.dataType().map(Scope::requiredFor);
    Set<Scope> grantedScopes = credentials.grantedScopes();
    if (requiredScope.isPresent()
        && !grantedScopes.isEmpty()
        && !grantedScopes.contains(requiredScope.get())) {
      throw ErrorResponses.missingScope(
          requiredScope.get(), "the person did not grant", request, response);
    }
    Optional<OuraResponse> second = sendWithRefreshedToken(token, request, call);
    if (second.isEmpty()) {
      return response;
    }
    OuraResponse secondResponse = second.get();
    if (secondResponse.status() == UNAUTHORIZED
        && requiredScope.isPresent()
        && !ErrorResponses.namesMissingScope(secondResponse)) {
      throw ErrorResponses.missingScope(
          requiredScope.get(),
          "a token that was just refreshed seems to lack",
          request,
          secondResponse);
    }
    return secondResponse;
  }

  /**
   * Sends a request again whose token was rejected; empty if there is no other token. The request
   * has reached Oura before, so no failure counts as unsent.
   */
  private Optional<OuraResponse> sendWithRefreshedToken(
      String rejected, OuraRequest request, CallContext call)
      throws IOException, InterruptedException {
    try {
      Optional<String> refreshedToken = credentials.refreshAfter(rejected, call);
      return refreshedToken.isEmpty()
          ? Optional.empty()
          : Optional.of(send(refreshedToken.get(), request));
    } catch (IOException e) {
      throw ConnectionFailure.isUnsent(e) ? new IOException(e.getMessage(), e) : e;
    } catch (OuraIoException e) {
      throw e.isUnsent()
          ? new OuraIoException(String.valueOf(e.getMessage()), false, e.getCause())
          : e;
    }
  }

  private void notifyOfFailedRefresh(OuraException reason) {
    listeners.dispatch(target -> target.onRefreshFailed(reason));
  }

  private OuraResponse send(String token, OuraRequest request)
      throws IOException, InterruptedException {
    if (request.deadline().hasPassed()) {
      throw new IOException(
          "no access token within " + request.deadline().total().toMillis() + " ms");
    }
    return next.send(authorized(request, token));
  }

  private static OuraRequest authorized(OuraRequest request, String token) {
    try {
      return request.withAccessToken(
          HeaderValues.check(token, "The access token of the credentials"));
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
