// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.api.UserCollectionApi;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars that a program gets that depends on {@code oura-client}, and nothing else. */
final class ClientJars {
  private ClientJars() {}

  /** Returns the jar of the client. */
  static Path client() {
    return location(OuraClient.class);
  }

  /** Returns the jar of the generated code. */
  static Path generated() {
    return location(UserCollectionApi.class);
  }

  /**
   * Returns the jars that the client brings, without its own, as Maven wrote them beside it.
   *
   * @throws IllegalStateException if the client on the class path is not a packaged jar
   */
  static List<Path> dependencies() {
    Path classPath = client().resolveSibling("runtime-class-path");
    if (!Files.isRegularFile(client()) || !Files.exists(classPath)) {
      throw new IllegalStateException(
          "The benchmark needs the packaged jar of oura-client, not "
              + client()
              + ". Run mvn package first.");
    }
    try {
      List<Path> jars = new ArrayList<>();
      for (String jar : Files.readString(classPath).trim().split(File.pathSeparator, -1)) {
        jars.add(Path.of(jar));
      }
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the jar or the folder that a class is in. */
  static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
