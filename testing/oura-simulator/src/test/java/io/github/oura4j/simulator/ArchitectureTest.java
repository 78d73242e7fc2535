// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/**
 * Checks the dependencies between the packages of the simulator, including packages added later.
 */
@AnalyzeClasses(
    packages = "io.github.oura4j.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.oura4j.simulator";
  private static final String INTERNAL = ROOT + ".internal..";

  /** Every package is a slice of its own. */
  @ArchTest
  static final ArchRule packages_always_areFreeOfCycles =
      slices().matching("io.github.oura4j.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule internalPackages_always_areIndependentOfThePublicClasses =
      noClasses()
          .that(resideInAPackage(INTERNAL))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackages(INTERNAL)));

  @ArchTest
  static final ArchRule simulator_always_isIndependentOfTheClient =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.oura4j..")
                  .and(
                      resideOutsideOfPackages(
                          ROOT + "..", "io.github.oura4j.model", "io.github.oura4j.api")));

  @ArchTest
  static final ArchRule publicSignatures_always_nameNoInternalType =
      members()
          .that()
          .areDeclaredInClassesThat(resideOutsideOfPackages(INTERNAL))
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should(nameNoInternalTypeInSignature());

  @ArchTest
  static final ArchRule publicClasses_always_extendNoInternalType =
      classes()
          .that(resideOutsideOfPackages(INTERNAL))
          .and()
          .arePublic()
          .should()
          .notBeAssignableTo(resideInAPackage(INTERNAL));

  @ArchTest
  static final ArchRule wireMock_always_isUsedByTheServerPackageOnly =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".internal.server"))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.github.tomakehurst..", "wiremock.."));

  @ArchTest
  static final ArchRule person_always_isIndependentOfHttp =
      noClasses()
          .that(resideInAPackage(ROOT + ".internal.person"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(
                      resideOutsideOfPackages(
                          ROOT + ".internal.person", ROOT + ".internal.random")));

  private static ArchCondition<JavaMember> nameNoInternalTypeInSignature() {
    return new ArchCondition<>("name no internal type in a public or protected signature") {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        if (isVisible(member)) {
          namedTypes(member)
              .filter(resideInAPackage(INTERNAL))
              .forEach(
                  type ->
                      events.add(
                          SimpleConditionEvent.violated(
                              member, member.getFullName() + " names " + type.getName())));
        }
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> namedTypes(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream();
  }
}
