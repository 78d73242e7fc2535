// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.Version;
import io.github.oura4j.error.ConfigurationException;

/**
 * Checks the version of Jackson. A program can have an older one than this library was built with,
 * because a framework selects it. The models cannot be decoded with it: their unknown properties
 * would be lost, or the first response would fail with an unrelated error.
 */
public final class JacksonVersion {
  private static final int MAJOR = 2;
  private static final int OLDEST_MINOR = 18;

  private JacksonVersion() {}

  /**
   * Checks the version that this program runs with.
   *
   * @throws ConfigurationException if it is too old
   */
  public static void check() {
    check("jackson-core", com.fasterxml.jackson.core.json.PackageVersion.VERSION);
    check("jackson-databind", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION);
  }

  static void check(String artifact, Version version) {
    if (version.getMajorVersion() == MAJOR && version.getMinorVersion() < OLDEST_MINOR) {
      throw new ConfigurationException(
          "oura4j needs "
              + artifact
              + " 2.18 or newer, but this program runs with "
              + version
              + ". Find out which dependency or framework selects that version, for example with mvn"
              + " dependency:tree, and select a newer one there.");
    }
  }
}
