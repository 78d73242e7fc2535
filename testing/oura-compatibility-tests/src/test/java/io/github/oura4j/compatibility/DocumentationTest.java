// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.compatibility.MarkdownFile.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what the README and the manual promise: their Java examples compile and print what the
 * text shows, their links resolve, and their commands name modules and classes that exist. {@link
 * DocumentationTablesTest} compares the tables with the code.
 */
class DocumentationTest {
  private static final int MAX_README_LINES = 200;

  /** Its snippets are parts of classes, and {@link NewDataTypeTest} compiles them in place. */
  private static final String SNIPPETS = "openapi/README.md";

  /** Its examples need a database: {@code ScalePageTest} of oura-jdbc compiles and runs them. */
  private static final String WITH_DATABASE = "docs/scale.md";

  /** Its examples need Spark: {@code SparkPageTest} of oura-spark compiles them. */
  private static final String WITH_SPARK = "docs/spark.md";

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> examples_compileAndPrintWhatThePageShows() throws IOException {
    List<MarkdownFile> pages =
        MarkdownFile.all().stream()
            .filter(page -> !Set.of(SNIPPETS, WITH_DATABASE, WITH_SPARK).contains(page.name()))
            .toList();
    assertThat(pages.stream().flatMap(page -> page.examples().stream())).hasSizeGreaterThan(12);
    return pages.stream()
        .flatMap(
            page ->
                page.examples().stream()
                    .map(
                        example ->
                            dynamicTest(
                                page.name() + ": " + example.code().lines().findFirst().orElse(""),
                                () -> check(example))));
  }

  private void check(Example example) throws Exception {
    Path folder = Files.createTempDirectory(directory, "example");
    String printed = new JavaExample(example.code(), folder).run();
    assertThat(printed).isEqualTo(example.output() == null ? "" : example.output());
  }

  @Test
  void readme_isShortAndBeginsWithTheTwoCommands() throws IOException {
    String readme = MarkdownFile.at("README.md").text();

    assertThat(readme.lines()).hasSizeLessThanOrEqualTo(MAX_README_LINES);
    assertThat(readme)
        .startsWith(
            """
            # oura4j

            ```sh
            mvn -q compile exec:java -pl oura-examples -am   # last night's sleep, readiness and activity
            mvn verify                                       # all tests and checks
            ```
            """);
  }

  @Test
  void manual_everyPage_isListedInTheIndex() throws IOException {
    Set<String> listed = new TreeSet<>(MarkdownFile.at("docs/README.md").links());
    try (Stream<Path> pages = Files.list(MarkdownFile.ROOT.resolve("docs"))) {
      assertThat(listed)
          .containsAll(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                  .toList());
    }
  }

  @Test
  void links_toFilesAndAnchors_resolve() throws IOException {
    List<String> broken = new ArrayList<>();
    for (MarkdownFile page : MarkdownFile.all()) {
      for (String link : page.links()) {
        if (!link.matches("[a-z]+:.*") && !resolves(page, link)) {
          broken.add(page + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  private static boolean resolves(MarkdownFile page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || new MarkdownFile(target, Files.readString(target)).anchors().contains(parts[1]);
  }

  @Test
  void commands_nameModulesAndClassesThatExist() throws IOException {
    Set<String> classes = namesOfClasses();
    List<String> unknown = new ArrayList<>();
    for (MarkdownFile page : MarkdownFile.all()) {
      MarkdownFile.find("-pl ([\\w./,-]+)", page.text()).stream()
          .flatMap(modules -> Stream.of(modules.split(",", -1)))
          .filter(module -> !Files.exists(MarkdownFile.ROOT.resolve(module).resolve("pom.xml")))
          .forEach(module -> unknown.add(page + ": -pl " + module));
      MarkdownFile.find("-Dtest=([\\w,]+)", page.text()).stream()
          .flatMap(names -> Stream.of(names.split(",", -1)))
          .filter(test -> !classes.contains(test))
          .forEach(test -> unknown.add(page + ": -Dtest=" + test));
      MarkdownFile.find("io\\.github\\.oura4j\\.[a-z.]*([A-Z]\\w+)", page.text()).stream()
          .filter(name -> !classes.contains(name))
          .forEach(name -> unknown.add(page + ": " + name));
    }

    assertThat(unknown).isEmpty();
  }

  private static Set<String> namesOfClasses() throws IOException {
    return MarkdownFile.filesOfTheRepository().stream()
        .map(Path::toString)
        .filter(file -> file.endsWith(".java"))
        .map(file -> file.replaceAll(".*/|\\.java$", ""))
        .collect(Collectors.toSet());
  }
}
