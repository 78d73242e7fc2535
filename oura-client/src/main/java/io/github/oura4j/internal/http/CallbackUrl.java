// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates callback URLs, which Oura sends webhook events to: HTTPS for any host, plain HTTP for
 * loopback hosts only, for use with a simulator.
 */
public final class CallbackUrl {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private CallbackUrl() {}

  /**
   * Checks a callback URL.
   *
   * @param callback the URL
   * @return the URL as a string, as it is sent to Oura
   * @throws IllegalArgumentException if events cannot be sent there; the message says why
   */
  public static String check(@Nullable URI callback) {
    if (callback == null || callback.getHost() == null || callback.getScheme() == null) {
      throw new IllegalArgumentException(
          "The callback URL is not absolute: it needs https:// and a host name.");
    }
    if (callback.getRawUserInfo() != null || callback.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The callback URL contains a user name, a password or a fragment. Use a URL without them;"
              + " the signature of an event proves that Oura sent it.");
    }
    boolean isLoopback = LOOPBACK.contains(callback.getHost().toLowerCase(Locale.ROOT));
    if (!callback.getScheme().equalsIgnoreCase("https")
        && !(callback.getScheme().equalsIgnoreCase("http") && isLoopback)) {
      throw new IllegalArgumentException(
          "The callback URL must start with https://. Plain http:// is allowed for localhost,"
              + " 127.0.0.1 and [::1] only.");
    }
    return callback.toString();
  }
}
