// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The import has one package per stage, and the stages depend on each other in one direction. No
 * rule lists the packages, so that a new one is covered as soon as it exists.
 */
@AnalyzeClasses(
    packages = "io.github.oura4j.openapi",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.oura4j.openapi";
  private static final Path SOURCES = Path.of("src/main/java/io/github/oura4j/openapi");

  @ArchTest
  static final ArchRule stagesAreFreeOfCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule stagesDoNotDependOnTheCommandLine =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule classesOutsideTheCommandLineResideInAStage =
      classes()
          .that(are(not(belongToAnyOf(OuraOpenApi.class, Arguments.class))))
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .resideInAPackage(ROOT + ".(*)..");

  @Test
  void packages_whenCounted_holdAtMostThirtyFilesAndHaveADescription() throws IOException {
    try (Stream<Path> tree = Files.walk(SOURCES)) {
      for (Path folder : tree.filter(Files::isDirectory).toList()) {
        List<Path> sources;
        try (Stream<Path> files = Files.list(folder)) {
          sources = files.filter(Files::isRegularFile).toList();
        }
        assertThat(sources)
            .as(folder.toString())
            .hasSizeLessThanOrEqualTo(30)
            .contains(folder.resolve("package-info.java"));
      }
    }
  }
}
