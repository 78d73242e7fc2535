// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.junit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks that the extension works with any client of the API. */
@AnalyzeClasses(
    packages = "io.github.oura4j.simulator.junit",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule extension_always_isIndependentOfTheClient =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.oura4j..")
                  .and(
                      resideOutsideOfPackages(
                          "io.github.oura4j.simulator", "io.github.oura4j.simulator.junit")));
}
