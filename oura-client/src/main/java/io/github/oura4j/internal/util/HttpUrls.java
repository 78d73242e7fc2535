// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that an access token may be sent to: HTTPS anywhere, plain HTTP on this machine only.
 */
public final class HttpUrls {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private HttpUrls() {}

  /**
   * Checks an address.
   *
   * @param address the address
   * @return the same address
   * @throws IllegalArgumentException if a token must not be sent there, with the reason
   */
  public static URI check(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (host == null || scheme == null) {
      throw new IllegalArgumentException(
          "The address is not a whole one: it needs https:// and a host.");
    }
    if (address.getPort() > 65_535) {
      throw new IllegalArgumentException("The address has a port beyond 65535.");
    }
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "The address holds a user name or password. Give credentials by Credentials.");
    }
    if (!scheme.equalsIgnoreCase("https") && !isLocal(scheme, host)) {
      throw new IllegalArgumentException(
          "The address must begin with https://; http:// is for localhost, 127.0.0.1 and [::1]"
              + " only, since the access token would travel readable.");
    }
    return address;
  }

  /**
   * Checks a base address: a safe one, without query and fragment.
   *
   * @param text the address, with or without a slash at its end
   * @param setting what the address was set by, for the message
   * @return the address without a slash at its end
   * @throws IllegalArgumentException if it is no such address, with the reason
   */
  public static URI parseBase(@Nullable String text, String setting) {
    try {
      URI address = check(URI.create(String.valueOf(text).strip().replaceFirst("/+$", "")));
      if (address.getRawQuery() != null || address.getRawFragment() != null) {
        throw new IllegalArgumentException("A base address has neither query nor fragment.");
      }
      return address;
    } catch (IllegalArgumentException e) {
      String reason =
          e.getCause() == null ? e.getMessage() : "It cannot be read as an address at all.";
      throw new IllegalArgumentException(setting + " is not a base address to use. " + reason);
    }
  }

  private static boolean isLocal(String scheme, String host) {
    return scheme.equalsIgnoreCase("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }
}
