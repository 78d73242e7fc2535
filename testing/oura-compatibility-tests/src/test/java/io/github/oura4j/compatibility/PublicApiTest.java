// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.oura4j.OuraClient;
import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What programs are written on stands in a text file that a reviewer can read. */
class PublicApiTest {
  private static final String ACCEPT =
      "mvn test -pl testing/oura-compatibility-tests -am -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.accept";

  /** The modules that programs are written on. */
  enum Library {
    GENERATED("oura-api-generated", UserCollectionApi.class),
    CLIENT("oura-client", OuraClient.class),
    SIMULATOR("testing/oura-simulator", OuraSimulator.class);

    private final String module;
    private final Class<?> member;

    Library(String module, Class<?> member) {
      this.module = module;
      this.member = member;
    }
  }

  @ParameterizedTest
  @EnumSource
  void publicApi_ofEveryLibraryModule_isWhatItsFileSays(Library library) throws IOException {
    Path file = Path.of("../..", library.module, "public-api.txt");
    List<String> api = PublicApi.ofModuleWith(library.member);
    if (System.getProperty("api.accept") != null) {
      Files.writeString(file, head(library) + String.join("\n", api) + "\n");
    }
    List<String> said = Files.exists(file) ? Files.readAllLines(file) : List.of();
    PublicApiDifference difference = PublicApiDifference.between(said, api);
    if (!difference.isEmpty()) {
      fail(
          "%s/public-api.txt and the code differ.%n%nWould break users:%n%s%n%nNew:%n%s%n%nTo accept this: %s"
              .formatted(
                  library.module,
                  String.join("\n", difference.breaking()),
                  String.join("\n", difference.added()),
                  ACCEPT));
    }
  }

  private static String head(Library library) {
    return """
        # What programs can use of %s, one line for each type and member; the build compares it with the code.
        # Made by: %s
        """
        .formatted(library.module, ACCEPT);
  }

  @Test
  void difference_whenAMethodGoes_breaksItsCallers() {
    assertThat(
            PublicApiDifference.between(
                    List.of("class A", "  int a()", "  int b()"), List.of("class A", "  int a()"))
                .breaking())
        .containsExactly("- A: int b()");
  }

  @Test
  void difference_whenAMethodIsAdded_breaksNobody() {
    PublicApiDifference difference =
        PublicApiDifference.between(
            List.of("class A", "  int a()"), List.of("class A", "  int a()", "  int b()"));
    assertThat(difference.breaking()).isEmpty();
    assertThat(difference.added()).containsExactly("+ A: int b()");
  }

  @Test
  void difference_whenAnOldTypeGetsAnAbstractMethod_breaksThoseWhoImplementIt() {
    List<String> before = List.of("interface A");
    assertThat(
            PublicApiDifference.between(before, List.of("interface A", "  abstract int a()"))
                .breaking())
        .containsExactly("+ A: abstract int a()");
    assertThat(
            PublicApiDifference.between(
                    before, List.of("interface A", "interface B", "  abstract int a()"))
                .breaking())
        .isEmpty();
  }
}
