// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The default value of the header {@code User-Agent}. */
final class UserAgent {
  /** Names this library with its version and the version of Java. */
  static final String DEFAULT =
      "oura4j/" + version() + " (Java " + Runtime.version().feature() + ")";

  private UserAgent() {}

  /**
   * Reads the version from a resource that the build filters. The manifest's version would be lost
   * in a shaded jar, which has another manifest.
   */
  private static String version() {
    try (InputStream resource = UserAgent.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (resource != null) {
        properties.load(resource);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
