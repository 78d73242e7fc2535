// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** What this module depends on, and which classes use which of it. */
@AnalyzeClasses(
    packages = "io.github.oura4j.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_always_areFreeOfCycles =
      slices().matching("io.github.oura4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule module_always_usesNoInternalPackageOfTheClientOrTheLedger =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.github.oura4j.internal..", "io.github.oura4j.jdbc.internal.."));

  /** Only the mapping of types is used: Spark has a Parquet of its own. */
  @ArchTest
  static final ArchRule module_always_usesOnlyTheSchemaOfTheDataFrames =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.oura4j.dataframe..")
                  .and(not(resideInAPackage("io.github.oura4j.dataframe.internal.schema"))));

  /**
   * What Spark does not promise to keep is used in one package. Its interfaces alone cannot do
   * without internal rows and texts: readers return rows, and conditions have texts.
   */
  @ArchTest
  static final ArchRule internalsOfSpark_always_areUsedByRowsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.oura4j.spark.internal.row")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.spark.sql.catalyst..",
                      "org.apache.spark.sql.execution..",
                      "org.apache.spark.sql.internal..",
                      "org.apache.spark.unsafe..")
                  .and(not(type(InternalRow.class)))
                  .and(not(type(UTF8String.class))));

  @ArchTest
  static final ArchRule internalRows_always_arePassedOnByReadersAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.oura4j.spark.internal.row")
          .and()
          .doNotBelongToAnyOf(WorkReader.class, WorkReaderFactory.class)
          .should()
          .dependOnClassesThat(type(InternalRow.class));

  @ArchTest
  static final ArchRule internalTexts_always_areReadByConditionsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.oura4j.spark.internal.row")
          .and()
          .doNotBelongToAnyOf(PersonFilter.class)
          .should()
          .dependOnClassesThat(type(UTF8String.class));

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
