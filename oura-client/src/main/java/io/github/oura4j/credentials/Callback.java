// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Oura's consent page sends back, and believes only an answer to the own question. */
final class Callback {
  private static final String AGAIN = " Nothing was exchanged. Begin again with a new address.";

  private final Map<String, List<String>> parameters;

  private Callback(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  static AuthorizationCode code(String callback, String state, OAuthEndpoints endpoints) {
    return new Callback(parameters(callback)).code(state, endpoints);
  }

  private AuthorizationCode code(String state, OAuthEndpoints endpoints) {
    String answered = single("state");
    if (answered == null) {
      throw new CredentialsException(
          "The callback has no state, so nothing shows that it answers the question that was asked."
              + AGAIN);
    }
    if (!MessageDigest.isEqual(bytes(answered), bytes(state))) {
      throw new CredentialsException(
          "The callback's state is not the one that was sent: it answers another question, or"
              + " somebody made it up."
              + AGAIN);
    }
    String error = single("error");
    if (error != null) {
      throw refusal(error);
    }
    String code = single("code");
    if (code == null || code.isBlank()) {
      throw new CredentialsException(
          "The callback has no code. Take the whole address that the browser ended at." + AGAIN);
    }
    return new AuthorizationCode(code, ScopeList.read(single("scope"), endpoints.scopePrefix()));
  }

  private static CredentialsException refusal(String error) {
    return switch (error) {
      case "access_denied" ->
          new ConsentDeniedException(
              "The person did not agree to give access. Without it there is no data; ask again when"
                  + " the person wants to.");
      case "invalid_scope" ->
          new CredentialsException(
              "Oura does not know a scope that was asked for. Ask for others, and check that the"
                  + " application is of the generation of OAuthEndpoints.current() or .legacy() that"
                  + " was chosen.");
      default ->
          new CredentialsException(
              "Oura's consent page answered with the error "
                  + error.replaceAll("[^a-z_]", "?").substring(0, Math.min(error.length(), 40))
                  + ". Check the application's registration.");
    };
  }

  private @Nullable String single(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new CredentialsException(
          "The callback has more than one " + name + ", which Oura never sends." + AGAIN);
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** Takes a whole address, or what stands behind its question mark. */
  private static Map<String, List<String>> parameters(String callback) {
    String text = callback.strip().replaceFirst("#.*$", "");
    try {
      return Form.decode(text.substring(text.indexOf('?') + 1));
    } catch (IllegalArgumentException malformed) {
      throw new CredentialsException(
          "The callback holds a malformed escape. Take the whole address that the browser ended"
              + " at."
              + AGAIN);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
