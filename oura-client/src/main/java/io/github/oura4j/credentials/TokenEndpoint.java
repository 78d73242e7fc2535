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
 * The address where codes and refresh tokens become pairs. It sends once and never again: what it
 * sends works once. Beside each failure it tells whether what was sent is still good for certain.
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

  private TokenResult send(Map<String, String> form, @Nullable String formerRefreshToken) {
    form.put("client_id", clientId);
    form.put("client_secret", clientSecret);
    OuraRequest request =
        OuraRequest.of("POST", endpoints.token(), callTimeout)
            .withHeader("Content-Type", "application/x-www-form-urlencoded")
            .withHeader("Accept", "application/json")
            .withBody(Form.encode(form).getBytes(StandardCharsets.UTF_8));
    try {
      return read(request, transport.send(request), formerRefreshToken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TokenResult.Failure(
          new OuraInterruptedException(
              "The thread was interrupted while it waited for the answer to " + request + "."),
          false);
    } catch (IOException e) {
      return unanswered(request, e);
    }
  }

  private TokenResult unanswered(OuraRequest request, IOException e) {
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
                    ? ". Nothing was sent. Check the network and the address, or try again later."
                    : ". Oura may have used up what was sent.")),
        neverSent);
  }

  private TokenResult read(
      OuraRequest request, OuraResponse response, @Nullable String formerRefreshToken) {
    if (response.status() / 100 == 2) {
      return StoredTokensCodec.pair(
              response.body(), clock.instant(), endpoints.scopePrefix(), formerRefreshToken)
          .<TokenResult>map(TokenResult.Pair::new)
          .orElseGet(() -> new TokenResult.Failure(unreadable(request), false));
    }
    boolean isRefresh = formerRefreshToken != null;
    String error = StoredTokensCodec.error(response.body());
    return switch (response.status()) {
      case 400 ->
          error.equals("invalid_grant")
              ? new TokenResult.Failure(spent(isRefresh), false)
              : new TokenResult.Failure(refused(request, 400, isRefresh), true);
      case 401, 403, 404, 405 ->
          new TokenResult.Failure(refused(request, response.status(), isRefresh), true);
      // A gateway's word: what stands behind it may have done its work.
      case 502, 504 -> new TokenResult.Failure(failed(request, response), false);
      default -> new TokenResult.Failure(failed(request, response), true);
    };
  }

  private static OuraException failed(OuraRequest request, OuraResponse response) {
    return OuraApiException.of(withoutSecrets(request), response, List.of());
  }

  /** The exception hands out its request, and this one's body is the secret itself. */
  private static OuraRequest withoutSecrets(OuraRequest request) {
    return OuraRequest.of(request.method(), request.uri(), request.timeout());
  }

  private static CredentialsException spent(boolean isRefresh) {
    return isRefresh
        ? new ReauthorizationRequiredException(
            "Oura does not accept the refresh token any more: it was used already, or the person"
                + " withdrew the access. Send the person to the consent page again.")
        : new CredentialsException(
            "Oura does not accept the code: it was used already, is too old, or was given for"
                + " another redirect address (to the trailing slash). Begin again with a new"
                + " address.");
  }

  private static CredentialsException refused(OuraRequest request, int status, boolean isRefresh) {
    return new CredentialsException(
        "Oura answered "
            + status
            + " to "
            + request
            + " at "
            + request.uri().getHost()
            + ". The client id or secret is wrong, or the application is of the other generation:"
            + " try OAuthEndpoints.legacy() for current(), or the other way round. "
            + (isRefresh
                ? "The refresh token is still good."
                : "The code is used up by that; begin again with a new address."));
  }

  private static CredentialsException unreadable(OuraRequest request) {
    return new CredentialsException(
        "What came back from "
            + request.uri().getHost()
            + " is not a pair of tokens. Look whether a proxy or a login page of the network stands"
            + " between. Oura may have used up what was sent.");
  }

  /** Names the address. */
  @Override
  public String toString() {
    return "TokenEndpoint[" + endpoints.token() + "]";
  }
}
