// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.oura4j.openapi.compare.PublicApi;
import io.github.oura4j.openapi.compare.PublicApiDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the public API of each library module with its {@code public-api.txt}, so that a
 * reviewer sees every change to it.
 */
class PublicApiTest {
  private static final String ACCEPT_COMMAND =
      "mvn test -pl testing/oura-compatibility-tests -am -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.accept";

  /** Old terms. Only an email address is an address: the target of a request is a URI. */
  private static final Pattern NONSTANDARD_TERM =
      Pattern.compile(
          "answer|(?<!email)address|authoris|comeBack|wanted|ensured|usedUp|refused",
          Pattern.CASE_INSENSITIVE);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void publicApi_ofEachLibraryModule_equalsItsFile(LibraryModule library) throws IOException {
    List<String> api = PublicApi.ofModuleContaining(library.member());
    if (System.getProperty("api.accept") != null) {
      Files.writeString(file(library), header(library) + String.join("\n", api) + "\n");
    }
    List<String> expected =
        Files.exists(file(library)) ? Files.readAllLines(file(library)) : List.of();
    PublicApiDifference difference = PublicApiDifference.between(expected, api);
    if (!difference.isEmpty()) {
      fail(
          "%s/public-api.txt and the code differ.%n%nBreaks programs:%n%s%n%nCompatible:%n%s%n%nTo accept these changes: %s"
              .formatted(
                  library.folder(),
                  String.join("\n", difference.breaking()),
                  String.join("\n", difference.compatible()),
                  ACCEPT_COMMAND));
    }
  }

  @ParameterizedTest
  @EnumSource
  void publicApi_ofEachLibraryModule_usesStandardTerms(LibraryModule library) throws IOException {
    assertThat(Files.readAllLines(file(library)))
        .filteredOn(line -> !line.startsWith("#") && NONSTANDARD_TERM.matcher(line).find())
        .isEmpty();
  }

  private static Path file(LibraryModule library) {
    return MarkdownFile.ROOT.resolve(library.folder()).resolve("public-api.txt");
  }

  private static String header(LibraryModule library) {
    return """
        # Public API of %s, one line for each type and member. PublicApiTest compares this file with the code.
        # Made by: %s
        """
        .formatted(library.folder(), ACCEPT_COMMAND);
  }

  @Test
  void publicApi_ofNullableTypes_showsWhereNullIsAllowed() {
    assertThat(
            apiOf(
                "example",
                "Example",
                """
                public abstract class Example<T extends @Nullable Object> {
                  public static final @Nullable String FIELD = null;
                  protected Example(@Nullable String a, String b) {}
                  public abstract @Nullable List<@Nullable Integer> list();
                  public abstract @Nullable String @Nullable [] array(String @Nullable [] a);
                  public abstract <S> Map<String, ? extends @Nullable S> map(
                      Map.@Nullable Entry<? super S, ?> entry);
                }
                """))
        .containsExactly(
            "abstract class io.github.oura4j.example.Example<T extends @Nullable Object>",
            "  abstract <S> Map<String, ? extends @Nullable S> map(@Nullable Map.Entry<? super S, ?>)",
            "  abstract @Nullable List<@Nullable Integer> list()",
            "  abstract @Nullable String @Nullable [] array(String @Nullable [])",
            "  new(@Nullable String, String)",
            "  static final @Nullable String FIELD");
  }

  @Test
  void publicApi_ofAHandWrittenRecord_hasItsConstructors() {
    assertThat(
            apiOf(
                "example",
                "Example",
                """
                public record Example(@Nullable String a, List<@Nullable Integer> b) {
                  public Example {}

                  public Example(int a) {
                    this(null, List.of(a));
                  }
                }
                """))
        .containsExactly(
            "record io.github.oura4j.example.Example",
            "  @Nullable String a()",
            "  List<@Nullable Integer> b()",
            "  new(@Nullable String, List<@Nullable Integer>)",
            "  new(int)");
  }

  @Test
  void publicApi_ofAGeneratedModel_hasNoConstructor() {
    assertThat(apiOf("model", "Example", "public record Example(@Nullable String a) {}\n"))
        .containsExactly("record io.github.oura4j.model.Example", "  @Nullable String a()");
  }

  @Test
  void publicApi_ofAnInternalPackage_isEmpty() {
    assertThat(apiOf("internal.example", "Example", "public class Example {}\n")).isEmpty();
  }

  private List<String> apiOf(String packageName, String type, String source) {
    String fullName = "io.github.oura4j." + packageName;
    Path sources = folder.resolve("sources");
    ScratchProject.write(
        sources.resolve(fullName.replace('.', '/')).resolve(type + ".java"),
        """
        package %s;

        import java.util.*;
        import org.jspecify.annotations.Nullable;

        """
                .formatted(fullName)
            + source);
    Path classes = folder.resolve("classes");
    GeneratedCode.compile(sources, classes, classes);
    return new GeneratedCode(classes).publicApi();
  }
}
