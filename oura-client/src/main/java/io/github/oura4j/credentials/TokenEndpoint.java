// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.ConnectionFailure;
import io.github.oura4j.internal.util.RedactedCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges authorization codes and refresh tokens for token pairs at Oura's token endpoint.
 *
 * <p>Requests are never retried because codes and refresh tokens work once. Instead, the result of
 * a failure says whether the code or refresh token is certainly still unused.
 */
record TokenEndpoint(
    OAuthErrors errors,
    String clientId,
    String clientSecret,
    Transport transport,
    Clock clock,
    Duration callTimeout) {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String NOT_REVOKED = "The access was not revoked.";
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int FIRST_STATUS_OF_GATEWAYS = 520;

  /** A token store does not accept larger tokens, so larger responses are refused right away. */
  private static final int MAX_RESPONSE_BYTES = FileTokenStore.MAX_FILE_BYTES;

  OAuthEndpoints endpoints() {
    return errors.endpoints();
  }

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
        OuraRequest.of("POST", endpoints().token(), callTimeout)
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
    boolean neverSent = ConnectionFailure.isUnsent(e);
    return new TokenResult.Failure(
        new OuraIoException(
            ConnectionFailure.message(
                request,
                e,
                neverSent
                    ? "Nothing was sent. Check the network and the URL, or try again later."
                    : "Oura may have processed the request, which uses up the code or refresh"
                        + " token."),
            neverSent,
            RedactedCause.of(e)),
        neverSent);
  }

  private TokenResult read(
      OuraRequest request, OuraResponse response, @Nullable String previousRefreshToken) {
    boolean isSuccess = response.status() / 100 == 2;
    if (isSuccess && response.body().length > MAX_RESPONSE_BYTES) {
      return new TokenResult.Failure(tooLarge(request, response), false);
    }
    Optional<OAuthTokens> tokens =
        isSuccess
            ? TokenResponseParser.tokens(
                response.body(), clock.instant(), endpoints().scopePrefix(), previousRefreshToken)
            : Optional.empty();
    return tokens
        .<TokenResult>map(TokenResult.Pair::new)
        .or(() -> byErrorCode(request, response, previousRefreshToken != null))
        .orElseGet(
            () ->
                isSuccess
                    ? new TokenResult.Failure(unreadable(request), false)
                    : byStatus(request, response, previousRefreshToken != null));
  }

  /**
   * Returns the failure that the error code stands for, whatever the status: the same code comes
   * with different statuses. Empty if the response has no such code, or was sent by a server that
   * did not process the request.
   */
  private Optional<TokenResult> byErrorCode(
      OuraRequest request, OuraResponse response, boolean isRefresh) {
    if (isUnprocessed(response)) {
      return Optional.empty();
    }
    String code = TokenResponseParser.error(response.body());
    return switch (code) {
      case "invalid_grant" ->
          Optional.of(new TokenResult.Failure(errors.grantRejected(isRefresh), false));
      case "invalid_client",
          "invalid_request",
          "invalid_scope",
          "unauthorized_client",
          "unsupported_grant_type" ->
          Optional.of(requestRejected(request, response, code, isRefresh));
      default -> Optional.empty();
    };
  }

  private TokenResult byStatus(OuraRequest request, OuraResponse response, boolean isRefresh) {
    return switch (response.status()) {
      case 400, 401, 403, 404, 405 -> requestRejected(request, response, "", isRefresh);
      default ->
          new TokenResult.Failure(
              errorStatus(request, response), !isSentByGateway(response.status()));
    };
  }

  /**
   * Returns whether a status is sent by a gateway on behalf of a server that may have processed the
   * request: 502 and 504, and those from 520 up, which no standard defines and some gateways use.
   */
  private static boolean isSentByGateway(int status) {
    return status == BAD_GATEWAY || status == GATEWAY_TIMEOUT || status >= FIRST_STATUS_OF_GATEWAYS;
  }

  private TokenResult requestRejected(
      OuraRequest request, OuraResponse response, String code, boolean isRefresh) {
    return new TokenResult.Failure(
        errors.requestRejected(
            request,
            response,
            code,
            isRefresh
                ? "The refresh token is still valid."
                : "The code is used up; start a new authorization request."),
        true);
  }

  private static boolean isUnprocessed(OuraResponse response) {
    return response.status() == TOO_MANY_REQUESTS || response.status() / 100 == 5;
  }

  /** Returns the exception for an error response of the revocation endpoint. */
  OuraException revocationFailed(OuraRequest request, OuraResponse response) {
    if (isUnprocessed(response) || response.status() / 100 != 4) {
      return errorStatus(request, response);
    }
    String code = TokenResponseParser.error(response.body());
    return switch (code) {
      case "invalid_grant", "invalid_token" -> errors.revocationOfInvalidToken(code);
      case "invalid_client", "invalid_request", "unauthorized_client" ->
          errors.requestRejected(request, response, code, NOT_REVOKED);
      default -> errors.requestRejected(request, response, "", NOT_REVOKED);
    };
  }

  private OuraException errorStatus(OuraRequest request, OuraResponse response) {
    return OuraApiException.of(withoutSecrets(request), response, List.of(), clock.instant());
  }

  /** Keeps the body out of the exception: it contains the client secret and the token. */
  private static OuraRequest withoutSecrets(OuraRequest request) {
    return OuraRequest.of(request.method(), request.uri(), request.timeout());
  }

  private static CredentialsException tooLarge(OuraRequest request, OuraResponse response) {
    return new CredentialsException(
        "The response from "
            + request.uri().getHost()
            + " has "
            + response.body().length
            + " bytes, which is too large for a token pair (the limit is "
            + MAX_RESPONSE_BYTES
            + "). Nothing was saved. Check whether a proxy changes the response. Oura may have"
            + " processed the request, which uses up the code or refresh token.");
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
    return "TokenEndpoint[" + endpoints().token() + "]";
  }
}
