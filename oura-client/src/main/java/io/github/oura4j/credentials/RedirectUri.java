// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Validates redirect URIs. The text is never normalized because Oura compares it character by
 * character with the registered one.
 */
final class RedirectUri {
  private static final Pattern IP_LOOPBACK = Pattern.compile("127(\\.\\d+){3}");
  private static final Logger LOG = System.getLogger("io.github.oura4j");

  private RedirectUri() {}

  static String check(String redirectUri) {
    Objects.requireNonNull(redirectUri, "redirectUri must not be null");
    URI parsed;
    try {
      parsed = URI.create(redirectUri);
    } catch (IllegalArgumentException e) {
      throw invalid("it is not a valid URI");
    }
    boolean isHttp =
        "https".equalsIgnoreCase(parsed.getScheme()) || "http".equalsIgnoreCase(parsed.getScheme());
    if (!isHttp || parsed.getHost() == null) {
      throw invalid("it must have https:// or http:// and a host");
    }
    if (parsed.getRawFragment() != null) {
      throw invalid("it must not have a fragment");
    }
    if (IP_LOOPBACK.matcher(parsed.getHost()).matches()) {
      LOG.log(
          Level.WARNING,
          "The redirect URI has the host "
              + parsed.getHost()
              + ", which Oura refuses. Register and use the same URI with the host localhost.");
    }
    return redirectUri;
  }

  private static IllegalArgumentException invalid(String reason) {
    return new IllegalArgumentException(
        "The redirect URI cannot be used: "
            + reason
            + ". Use exactly the one that the application registered, including a trailing slash.");
  }
}
