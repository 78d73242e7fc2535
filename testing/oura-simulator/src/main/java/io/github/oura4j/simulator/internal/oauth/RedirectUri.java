// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import java.util.regex.Pattern;

/**
 * A redirect URI in the form in which Oura compares and uses it: an empty path is the path {@code
 * /}, as in a browser. Everything else has to match exactly.
 *
 * @param uri the URI, whose path is not empty
 */
record RedirectUri(String uri) {
  private static final Pattern WITHOUT_PATH = Pattern.compile("^(https?://[^/?#]+)(?![^?#])");
  private static final Pattern REFUSED_HOST =
      Pattern.compile("^https?://127\\.0\\.0\\.1(?![^:/?#]).*");

  RedirectUri {
    uri = WITHOUT_PATH.matcher(uri).replaceFirst("$1/");
  }

  boolean isHttp() {
    return uri.startsWith("http://") || uri.startsWith("https://");
  }

  /** Returns whether Oura refuses the host: {@code localhost} works, its IP address does not. */
  boolean isRefused() {
    return REFUSED_HOST.matcher(uri).matches();
  }
}
