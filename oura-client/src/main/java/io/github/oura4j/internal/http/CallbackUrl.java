// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address that Oura posts events to: HTTPS, or plain HTTP on this machine for a simulator. */
public final class CallbackUrl {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private CallbackUrl() {}

  /**
   * Checks an address.
   *
   * @param callback the address
   * @return its text, as it is registered
   * @throws IllegalArgumentException if events cannot be posted there, with the reason
   */
  public static String check(@Nullable URI callback) {
    if (callback == null || callback.getHost() == null || callback.getScheme() == null) {
      throw new IllegalArgumentException(
          "The callback is not a whole address: it needs https:// and a host.");
    }
    if (callback.getRawUserInfo() != null || callback.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The callback holds a user name, a password or a fragment. Give the plain address; the"
              + " signature of the events proves who sends them.");
    }
    boolean isHere = LOOPBACK.contains(callback.getHost().toLowerCase(Locale.ROOT));
    if (!callback.getScheme().equalsIgnoreCase("https")
        && !(callback.getScheme().equalsIgnoreCase("http") && isHere)) {
      throw new IllegalArgumentException(
          "The callback must begin with https://; http:// is for localhost, 127.0.0.1 and [::1]"
              + " only.");
    }
    return callback.toString();
  }
}
