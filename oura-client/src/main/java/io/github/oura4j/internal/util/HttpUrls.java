// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates URLs that access tokens are sent to: HTTPS for any host, plain HTTP for loopback hosts
 * only.
 */
public final class HttpUrls {
  private static final int MAX_SHOWN = 200;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The first part of the paths, with what precedes it: a proxy may have a path of its own. */
  private static final Pattern PATH_OF_API =
      Pattern.compile("(.*/)?v2(/usercollection|/sandbox(/usercollection)?)?");

  private HttpUrls() {}

  /**
   * Checks that an access token may be sent to a URL.
   *
   * @param url the URL
   * @return the same URL
   * @throws IllegalArgumentException if a token must not be sent there; the message says why
   */
  public static URI check(URI url) {
    String scheme = url.getScheme();
    String host = url.getHost();
    if (host == null || scheme == null) {
      throw new IllegalArgumentException(
          "The URL is not absolute: it needs https:// and a host name.");
    }
    if (url.getPort() > 65_535) {
      throw new IllegalArgumentException("The port of the URL is greater than 65535.");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "The URL contains a user name or password. Use Credentials to pass credentials.");
    }
    if (!scheme.equalsIgnoreCase("https") && !isPlainLoopback(scheme, host)) {
      throw new IllegalArgumentException(
          "The URL must start with https://. Plain http:// is allowed for localhost, 127.0.0.1 and"
              + " [::1] only, because it would send the access token unencrypted.");
    }
    return url;
  }

  /**
   * Parses and checks a base URL, which has neither query nor fragment.
   *
   * @param text the URL, with or without a trailing slash
   * @param setting the name of the setting that contains the URL, for the error message
   * @return the URL without trailing slashes
   * @throws IllegalArgumentException if the text is no such URL, or {@link #check} rejects it; the
   *     message says why
   */
  public static URI parseBase(@Nullable String text, String setting) {
    try {
      URI url = check(URI.create(String.valueOf(text).strip().replaceFirst("/+$", "")));
      if (url.getRawQuery() != null || url.getRawFragment() != null) {
        throw new IllegalArgumentException("A base URL must have neither query nor fragment.");
      }
      if (PATH_OF_API.matcher(url.getRawPath()).matches()) {
        throw new IllegalArgumentException(
            "It ends with the first part of the API's paths. Remove /v2 and what follows.");
      }
      return url;
    } catch (IllegalArgumentException e) {
      // The message of a URISyntaxException, which is the cause then, would repeat the text.
      String reason = e.getCause() == null ? e.getMessage() : "It is not a URL.";
      throw new IllegalArgumentException(setting + " is not a valid base URL. " + reason);
    }
  }

  /**
   * Returns the part of a URL setting that can be shown in an error message, even if it is not a
   * URL: without what may be a password, and without a query.
   *
   * @param text the value of the setting
   * @return the text with the rest replaced by dots
   */
  public static String redact(String text) {
    String visible =
        text.strip()
            .replaceFirst("(?s)^(\\w+://)?.*@", "$1...@")
            .replaceFirst("(?s)[?#].*", "...")
            .replaceAll("[^!-~]", " ");
    return visible.length() <= MAX_SHOWN ? visible : visible.substring(0, MAX_SHOWN) + "...";
  }

  private static boolean isPlainLoopback(String scheme, String host) {
    return scheme.equalsIgnoreCase("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }
}
