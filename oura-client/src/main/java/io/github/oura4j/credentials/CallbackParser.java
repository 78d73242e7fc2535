// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the authorization code from an OAuth2 callback. It accepts only a callback whose state
 * matches the authorization request, so that nobody can make an application store tokens of another
 * account.
 */
final class CallbackParser {
  private static final String START_AGAIN =
      " No code was exchanged. Start a new authorization request.";

  private final Map<String, List<String>> parameters;
  private final OAuthErrors errors;

  private CallbackParser(Map<String, List<String>> parameters, OAuthErrors errors) {
    this.parameters = parameters;
    this.errors = errors;
  }

  static AuthorizationCode parse(String callback, String expectedState, OAuthErrors errors) {
    return new CallbackParser(parameters(callback), errors).code(expectedState);
  }

  private AuthorizationCode code(String expectedState) {
    checkState(single("state"), expectedState);
    String error = single("error");
    if (error != null) {
      throw errors.inCallback(error);
    }
    String code = single("code");
    if (code == null || code.isBlank()) {
      throw new CredentialsException(
          "The callback has no code. Pass the complete URL that the browser was redirected to."
              + START_AGAIN);
    }
    return new AuthorizationCode(
        code, ScopeList.parse(parameters.get("scope"), errors.endpoints().scopePrefix()));
  }

  private static void checkState(@Nullable String state, String expectedState) {
    if (state == null) {
      throw new CredentialsException(
          "The callback has no state, so it cannot be matched to an authorization request."
              + START_AGAIN);
    }
    if (!MessageDigest.isEqual(bytes(state), bytes(expectedState))) {
      throw new CredentialsException(
          "The callback's state does not match the authorization request: the callback belongs to"
              + " another request or was forged."
              + START_AGAIN);
    }
  }

  private @Nullable String single(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new CredentialsException(
          "The callback has more than one " + name + ", which Oura never sends." + START_AGAIN);
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** Accepts a complete callback URL as well as its query alone. */
  private static Map<String, List<String>> parameters(String callback) {
    String text = callback.strip().replaceFirst("#.*$", "");
    try {
      return FormEncoding.decode(text.substring(text.indexOf('?') + 1));
    } catch (IllegalArgumentException malformed) {
      throw new CredentialsException(
          "The callback contains a malformed percent escape. Pass the complete URL that the browser"
              + " was redirected to."
              + START_AGAIN);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
