// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.nio.charset.StandardCharsets;

/**
 * Creates the exceptions for the error codes of OAuth2 (RFC 6749). Their messages name the setting
 * to change where the application was configured: an environment variable or a method.
 *
 * @param endpoints the endpoints that reported the error
 * @param settings where the client's settings come from
 */
record OAuthErrors(OAuthEndpoints endpoints, Settings settings) {
  private static final int MAX_CODE_POINTS = 40;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  /** Where the settings of an {@link OAuthClient} come from. */
  enum Settings {
    BUILDER(
        "the client id and the client secret",
        "the endpoints passed to OAuthClient.Builder.endpoints(...)",
        "pass OAuthEndpoints.current() to OAuthClient.Builder.endpoints(...)",
        "pass OAuthEndpoints.legacy() to OAuthClient.Builder.endpoints(...)"),
    ENVIRONMENT(
        "OURA_CLIENT_ID and OURA_CLIENT_SECRET",
        "OURA_BASE_URL",
        "set OURA_OAUTH_ENDPOINTS=current",
        "set OURA_OAUTH_ENDPOINTS=legacy");

    private final String application;
    private final String url;
    private final String useCurrent;
    private final String useLegacy;

    Settings(String application, String url, String useCurrent, String useLegacy) {
      this.application = application;
      this.url = url;
      this.useCurrent = useCurrent;
      this.useLegacy = useLegacy;
    }
  }

  /** Returns the exception for an error that the consent page reports in the callback. */
  CredentialsException inCallback(String code) {
    return switch (code) {
      case "access_denied" ->
          new ConsentDeniedException(
              "The person denied access on Oura's consent page. Start a new authorization request"
                  + " when the person wants to grant access.");
      case "invalid_scope" ->
          new CredentialsException(
              "Oura's consent page returned the error invalid_scope: Oura does not know one of the"
                  + " requested scopes. Request other scopes. "
                  + ifOtherGeneration());
      case "server_error", "temporarily_unavailable" ->
          new CredentialsException(
              "Oura's consent page returned the error " + code + ". Try again later.");
      default ->
          new CredentialsException(
              "Oura's consent page returned the error "
                  + printable(code)
                  + ". Check "
                  + settings.application
                  + ", and the redirect URI that the application registered. "
                  + ifOtherGeneration());
    };
  }

  /** Returns the exception for a code or refresh token that the token endpoint rejected. */
  CredentialsException grantRejected(boolean isRefresh) {
    return isRefresh
        ? new ReauthorizationRequiredException(
            "Oura rejected the refresh token (invalid_grant): it was already used, or the person"
                + " revoked access. Send the person to the consent page again.")
        : new CredentialsException(
            "Oura rejected the code (invalid_grant): it was already used, has expired, or was"
                + " issued for another redirect URI (compare the trailing slash). Start a new"
                + " authorization request.");
  }

  /** Returns the exception for a token that the revocation endpoint does not accept. */
  CredentialsException revocationOfInvalidToken(String code) {
    return new CredentialsException(
        "Oura rejected the access token ("
            + code
            + "): it has expired or was revoked. Revoke the person's newest token pair.");
  }

  /**
   * Returns the exception for a request that an endpoint rejected for another reason than its code
   * or refresh token.
   *
   * @param code the error code; empty if the response has none of RFC 6749
   * @param consequence what the rejection means for the code or token that was sent
   */
  CredentialsException requestRejected(
      OuraRequest request, OuraResponse response, String code, String consequence) {
    return new CredentialsException(
        "Oura returned "
            + response.status()
            + (code.isEmpty() ? "" : " " + code)
            + " for "
            + request
            + " at "
            + request.uri().getHost()
            + ". "
            + advice(response, code)
            + " "
            + consequence);
  }

  private String advice(OuraResponse response, String code) {
    return switch (code) {
      case "invalid_scope" ->
          "Oura does not know one of the requested scopes, or the application may not request it."
              + " Request other scopes. "
              + ifOtherGeneration();
      case "invalid_request" ->
          "The application probably belongs to the other generation of endpoints: "
              + useOtherGeneration()
              + ". Otherwise, check "
              + settings.application
              + ".";
      case "unsupported_grant_type" -> urlAdvice();
      default ->
          code.isEmpty() && isFromAnotherServer(response)
              ? urlAdvice()
              : "Check " + settings.application + ". " + ifOtherGeneration();
    };
  }

  /** Oura's endpoints exist, and report errors as JSON: a web page comes from something else. */
  private static boolean isFromAnotherServer(OuraResponse response) {
    String body = new String(response.body(), StandardCharsets.UTF_8).strip();
    return response.status() == NOT_FOUND
        || response.status() == METHOD_NOT_ALLOWED
        || !(body.isEmpty() || body.startsWith("{"));
  }

  private String urlAdvice() {
    return "The response does not come from the expected endpoint. Check "
        + settings.url
        + ", and whether a proxy or a network login page intercepts the request. "
        + ifOtherGeneration();
  }

  private String ifOtherGeneration() {
    return "If the application belongs to the other generation of endpoints, "
        + useOtherGeneration()
        + ".";
  }

  private String useOtherGeneration() {
    return endpoints.isLegacy() ? settings.useCurrent : settings.useLegacy;
  }

  /** Error codes come from outside: only what a code can consist of is printed. */
  private static String printable(String code) {
    return code.codePoints()
        .limit(MAX_CODE_POINTS)
        .map(c -> (c >= 'a' && c <= 'z') || c == '_' ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
