// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The arrows between the packages of the client, and what its users never see. */
@AnalyzeClasses(packages = "io.github.oura4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> MACHINERY =
      resideInAnyPackage("feign..", "io.github.resilience4j..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule packagesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.github.oura4j..")
          .layer("facade")
          .definedBy("io.github.oura4j")
          .layer("json")
          .definedBy("io.github.oura4j.json")
          .layer("credentials")
          .definedBy("io.github.oura4j.credentials")
          .layer("error")
          .definedBy("io.github.oura4j.error")
          .layer("http")
          .definedBy("io.github.oura4j.http")
          .layer("limit")
          .definedBy("io.github.oura4j.limit")
          .layer("metrics")
          .definedBy("io.github.oura4j.metrics")
          .layer("timeline")
          .definedBy("io.github.oura4j.timeline")
          .layer("webhook")
          .definedBy("io.github.oura4j.webhook")
          .layer("generated")
          .definedBy("io.github.oura4j.api", "io.github.oura4j.model")
          .optionalLayer("simulator")
          .definedBy("io.github.oura4j.simulator..")
          .whereLayer("facade")
          .mayOnlyBeAccessedByLayers("metrics")
          .whereLayer("metrics")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("limit")
          .mayOnlyBeAccessedByLayers("facade", "metrics")
          .whereLayer("json")
          .mayOnlyBeAccessedByLayers("facade", "webhook", "credentials")
          .whereLayer("credentials")
          .mayOnlyBeAccessedByLayers("facade")
          .whereLayer("error")
          .mayOnlyBeAccessedByLayers("facade", "json", "credentials", "webhook")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("facade", "error", "limit", "credentials")
          .whereLayer("timeline")
          .mayOnlyBeAccessedByLayers("facade")
          .whereLayer("webhook")
          .mayOnlyBeAccessedByLayers("facade")
          .whereLayer("generated")
          .mayOnlyBeAccessedByLayers("facade", "json", "timeline", "webhook", "simulator");

  @ArchTest
  static final ArchRule publicSignaturesAreFreeOfMachinery =
      methods()
          .that()
          .arePublic()
          .or()
          .areProtected()
          .and()
          .areDeclaredInClassesThat(
              resideInAnyPackage(
                  "io.github.oura4j",
                  "io.github.oura4j.json",
                  "io.github.oura4j.http",
                  "io.github.oura4j.error",
                  "io.github.oura4j.limit",
                  "io.github.oura4j.metrics",
                  "io.github.oura4j.credentials",
                  "io.github.oura4j.timeline",
                  "io.github.oura4j.webhook"))
          .should(notNameInPublic(MACHINERY));

  @ArchTest
  static final ArchRule jacksonStandsBehindOneWall =
      noClasses()
          .that(
              resideInAnyPackage(
                  "io.github.oura4j",
                  "io.github.oura4j.http",
                  "io.github.oura4j.error",
                  "io.github.oura4j.limit",
                  "io.github.oura4j.metrics",
                  "io.github.oura4j.credentials",
                  "io.github.oura4j.timeline"))
          .should()
          .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."));

  @ArchTest
  static final ArchRule webhookEventsCarryOnlyAnnotationsOfJackson =
      noClasses()
          .that(resideInAPackage("io.github.oura4j.webhook"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("com.fasterxml.jackson..")
                  .and(not(resideInAPackage("com.fasterxml.jackson.annotation"))));

  private static ArchCondition<JavaMethod> notNameInPublic(DescribedPredicate<JavaClass> hidden) {
    return new ArchCondition<>("not name Feign, Resilience4j or Jackson") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        if (method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)) {
          method.getAllInvolvedRawTypes().stream()
              .filter(hidden)
              .forEach(
                  type ->
                      events.add(
                          SimpleConditionEvent.violated(
                              method, method.getFullName() + " names " + type.getName())));
        }
      }
    };
  }
}
