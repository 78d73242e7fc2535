// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.net.URI;
import java.util.Objects;

/** Where a browser can come back to. The text stays as it is: Oura compares it letter by letter. */
final class RedirectUri {
  private RedirectUri() {}

  static String check(String address) {
    Objects.requireNonNull(address, "redirectUri must not be null");
    URI parsed;
    try {
      parsed = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused("it cannot be read as an address");
    }
    boolean isWeb =
        "https".equalsIgnoreCase(parsed.getScheme()) || "http".equalsIgnoreCase(parsed.getScheme());
    if (!isWeb || parsed.getHost() == null) {
      throw refused("it needs https:// or http:// and a host");
    }
    if (parsed.getRawFragment() != null) {
      throw refused("it has a fragment");
    }
    return address;
  }

  private static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(
        "The redirect address cannot be used: "
            + reason
            + ". Give it as the application registered it, to the trailing slash.");
  }
}
