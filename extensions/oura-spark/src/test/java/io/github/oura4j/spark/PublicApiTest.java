// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.compare.PublicApi;
import io.github.oura4j.openapi.compare.PublicApiDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares the public API with {@code public-api.txt}, as {@code PublicApiTest} of
 * oura-compatibility-tests does for the modules that are not built in a profile.
 */
class PublicApiTest {
  private static final Path FILE = Path.of("public-api.txt");
  private static final String ACCEPT_COMMAND =
      "mvn test -Pspark -pl extensions/oura-spark -am -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.accept";

  @Test
  void publicApi_ofTheModule_equalsItsFile() throws IOException {
    List<String> api = PublicApi.ofModuleContaining(OuraDataSource.class);
    if (System.getProperty("api.accept") != null) {
      Files.writeString(
          FILE,
          """
          # Public API of extensions/oura-spark, one line for each type and member. PublicApiTest compares this file with the code.
          # Made by: %s
          %s
          """
              .formatted(ACCEPT_COMMAND, String.join("\n", api)));
    }

    PublicApiDifference difference = PublicApiDifference.between(Files.readAllLines(FILE), api);

    assertThat(difference.isEmpty())
        .as("%s%nTo accept the change: %s", difference, ACCEPT_COMMAND)
        .isTrue();
  }
}
