// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.http.OuraRequest;

/**
 * Creates the exceptions for the error codes of OAuth2 (RFC 6749). Their messages name the setting
 * to change where the application was configured: an environment variable or a method.
 *
 * @param endpoints the endpoints that reported the error
 * @param settings where the client's settings come from
 */
record OAuthErrors(OAuthEndpoints endpoints, Settings settings) {
  private static final int MAX_CODE_POINTS = 40;

  /** Where the settings of an {@link OAuthClient} come from. */
  enum Settings {
    BUILDER(
        "the client id and the client secret",
        "pass OAuthEndpoints.current() to OAuthClient.Builder.endpoints(...)",
        "pass OAuthEndpoints.legacy() to OAuthClient.Builder.endpoints(...)"),
    ENVIRONMENT(
        "OURA_CLIENT_ID and OURA_CLIENT_SECRET",
        "set OURA_OAUTH_ENDPOINTS=current",
        "set OURA_OAUTH_ENDPOINTS=legacy");

    private final String application;
    private final String useCurrent;
    private final String useLegacy;

    Settings(String application, String useCurrent, String useLegacy) {
      this.application = application;
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

  /**
   * Returns the exception for an application that the token endpoint rejected.
   *
   * @param code the error code; empty if the response has none of RFC 6749
   */
  CredentialsException applicationRejected(
      OuraRequest request, int status, String code, boolean isRefresh) {
    return new CredentialsException(
        "Oura returned "
            + status
            + (code.isEmpty() ? "" : " " + code)
            + " for "
            + request
            + " at "
            + request.uri().getHost()
            + ". "
            + applicationAdvice(code)
            + (isRefresh
                ? " The refresh token is still valid."
                : " The code is used up; start a new authorization request."));
  }

  private String applicationAdvice(String code) {
    return code.equals("invalid_request")
        ? "The application probably belongs to the other generation of endpoints: "
            + useOtherGeneration()
            + ". Otherwise, check "
            + settings.application
            + "."
        : "Check " + settings.application + ". " + ifOtherGeneration();
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
