// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges authorization codes and refresh tokens for token pairs at Oura's token endpoint.
 *
 * <p>Requests are never retried because codes and refresh tokens work once. Instead, the result of
 * a failure says whether the code or refresh token is certainly still unused.
 */
record TokenEndpoint(
    OAuthEndpoints endpoints,
    String clientId,
    String clientSecret,
    Transport transport,
    Clock clock,
    Duration callTimeout) {

  TokenResult exchange(String code, String redirectUri) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    return send(form, null);
  }

  TokenResult refresh(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return send(form, refreshToken);
  }

  private TokenResult send(Map<String, String> form, @Nullable String previousRefreshToken) {
    form.put("client_id", clientId);
    form.put("client_secret", clientSecret);
    OuraRequest request =
        OuraRequest.of("POST", endpoints.token(), callTimeout)
            .withHeader("Content-Type", "application/x-www-form-urlencoded")
            .withHeader("Accept", "application/json")
            .withBody(FormEncoding.encode(form).getBytes(StandardCharsets.UTF_8));
    try {
      return read(request, transport.send(request), previousRefreshToken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TokenResult.Failure(
          new OuraInterruptedException(
              "The thread was interrupted while it waited for the response to " + request + "."),
          false);
    } catch (IOException e) {
      return noResponse(request, e);
    }
  }

  private TokenResult noResponse(OuraRequest request, IOException e) {
    boolean neverSent =
        e instanceof ConnectException
            || e instanceof HttpConnectTimeoutException
            || e instanceof SSLPeerUnverifiedException;
    return new TokenResult.Failure(
        new OuraIoException(
            request
                + " to "
                + request.uri().getHost()
                + " failed: "
                + e.getMessage()
                + (neverSent
                    ? ". Nothing was sent. Check the network and the URL, or try again later."
                    : ". Oura may have processed the request, which uses up the code or refresh"
                        + " token.")),
        neverSent);
  }

  private TokenResult read(
      OuraRequest request, OuraResponse response, @Nullable String previousRefreshToken) {
    if (response.status() / 100 == 2) {
      return TokenResponseParser.tokens(
              response.body(), clock.instant(), endpoints.scopePrefix(), previousRefreshToken)
          .<TokenResult>map(TokenResult.Pair::new)
          .orElseGet(() -> new TokenResult.Failure(unreadable(request), false));
    }
    boolean isRefresh = previousRefreshToken != null;
    String error = TokenResponseParser.error(response.body());
    return switch (response.status()) {
      case 400 ->
          error.equals("invalid_grant")
              ? new TokenResult.Failure(grantRejected(isRefresh), false)
              : new TokenResult.Failure(applicationRejected(request, 400, isRefresh), true);
      case 401, 403, 404, 405 ->
          new TokenResult.Failure(applicationRejected(request, response.status(), isRefresh), true);
      // Sent by a gateway: the server behind it may have processed the request.
      case 502, 504 -> new TokenResult.Failure(errorStatus(request, response), false);
      default -> new TokenResult.Failure(errorStatus(request, response), true);
    };
  }

  private OuraException errorStatus(OuraRequest request, OuraResponse response) {
    return OuraApiException.of(withoutSecrets(request), response, List.of(), clock.instant());
  }

  /** Keeps the body out of the exception: it contains the client secret and the token. */
  private static OuraRequest withoutSecrets(OuraRequest request) {
    return OuraRequest.of(request.method(), request.uri(), request.timeout());
  }

  private static CredentialsException grantRejected(boolean isRefresh) {
    return isRefresh
        ? new ReauthorizationRequiredException(
            "Oura rejected the refresh token: it was already used, or the person revoked access."
                + " Send the person to the consent page again.")
        : new CredentialsException(
            "Oura rejected the code: it was already used, has expired, or was issued for another"
                + " redirect URI (compare the trailing slash). Start a new authorization request.");
  }

  private static CredentialsException applicationRejected(
      OuraRequest request, int status, boolean isRefresh) {
    return new CredentialsException(
        "Oura returned "
            + status
            + " for "
            + request
            + " at "
            + request.uri().getHost()
            + ". The client id or client secret is wrong, or the application belongs to the other"
            + " generation of endpoints: try OAuthEndpoints.legacy() instead of current(), or vice"
            + " versa. "
            + (isRefresh
                ? "The refresh token is still valid."
                : "The code is used up; start a new authorization request."));
  }

  private static CredentialsException unreadable(OuraRequest request) {
    return new CredentialsException(
        "The response from "
            + request.uri().getHost()
            + " is not a token pair. Check whether a proxy or a network login page intercepts the"
            + " request. Oura may have processed it, which uses up the code or refresh token.");
  }

  /** Returns the URI but no secret. */
  @Override
  public String toString() {
    return "TokenEndpoint[" + endpoints.token() + "]";
  }
}
