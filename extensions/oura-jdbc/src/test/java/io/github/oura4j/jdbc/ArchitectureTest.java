// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.oura4j.jdbc.internal.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What this module depends on, and which classes use which of it. */
@AnalyzeClasses(
    packages = "io.github.oura4j.jdbc",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_always_areFreeOfCycles =
      slices().matching("io.github.oura4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule module_always_usesNoInternalPackageOfTheClient =
      noClasses().should().dependOnClassesThat(resideInAPackage("io.github.oura4j.internal.."));

  /** Other drivers, and class paths without any, must work too. */
  @ArchTest
  static final ArchRule driver_always_isUsedByOneClassOnly =
      noClasses()
          .that(DescribedPredicate.not(nameMatching(".*\\.PrepareThreshold(\\$.*)?")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.postgresql.."));

  /** A connection that nothing else opens has no setting that PgBouncer would lose. */
  @ArchTest
  static final ArchRule connections_always_areOpenedByTransactionsOnly =
      noClasses()
          .that(DescribedPredicate.not(belongToAnyOf(Transaction.class)))
          .should()
          .callMethod(DataSource.class, "getConnection");

  @Test
  void packages_haveAtMostThirtyFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      Map<Path, Long> filesPerPackage =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

      assertThat(filesPerPackage)
          .isNotEmpty()
          .allSatisfy((folder, n) -> assertThat(n).isLessThanOrEqualTo(30));
    }
  }
}
