// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies between the packages of the programs. */
@AnalyzeClasses(
    packages = "io.github.oura4j.examples",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.oura4j.examples";

  @ArchTest
  static final ArchRule packages_always_areFreeOfCycles =
      slices().matching("io.github.oura4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule classesToCopy_always_needNoOtherPackageOfThePrograms =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".data")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(ROOT + ".data")));

  @ArchTest
  static final ArchRule drawings_always_areIndependentOfRequests =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".terminal", ROOT + ".chart")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.github.oura4j.OuraClient");
}
