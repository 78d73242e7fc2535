// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependencies between the packages of this module, and which of them use which library. */
@AnalyzeClasses(
    packages = "io.github.oura4j.dataframe",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.oura4j.dataframe";
  private static final String INTERNAL = ROOT + ".internal..";
  private static final String PARQUET = "org.apache.parquet..";
  private static final String FASTCSV = "de.siegmar..";
  private static final String JACKSON = "com.fasterxml.jackson..";

  private static final DescribedPredicate<JavaClass> HIDDEN_FROM_PUBLIC_SIGNATURES =
      resideInAnyPackage(INTERNAL, PARQUET, FASTCSV, JACKSON);

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
  static final ArchRule module_always_usesNoInternalPackageOfTheClient =
      noClasses().should().dependOnClassesThat(resideInAPackage("io.github.oura4j.internal.."));

  @ArchTest
  static final ArchRule hadoop_always_isUnused =
      noClasses().should().dependOnClassesThat(resideInAPackage("org.apache.hadoop.."));

  @ArchTest
  static final ArchRule parquet_always_isUsedByItsPackageOnly =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".internal.parquet"))
          .should()
          .dependOnClassesThat(resideInAPackage(PARQUET));

  @ArchTest
  static final ArchRule fastCsv_always_isUsedByTheFilePackageOnly =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".file"))
          .should()
          .dependOnClassesThat(resideInAPackage(FASTCSV));

  @ArchTest
  static final ArchRule dflib_always_isUsedByTheRootPackageOnly =
      noClasses()
          .that(resideOutsideOfPackages(ROOT))
          .should()
          .dependOnClassesThat(resideInAPackage("org.dflib.."));

  @ArchTest
  static final ArchRule jackson_always_isUsedForAnnotationsOnly =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage(JACKSON)
                  .and(resideOutsideOfPackages("com.fasterxml.jackson.annotation..")));

  @ArchTest
  static final ArchRule publicSignatures_always_nameNoInternalType =
      members()
          .that()
          .areDeclaredInClassesThat(resideOutsideOfPackages(INTERNAL))
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should(nameNoHiddenTypeInSignature());

  @ArchTest
  static final ArchRule publicClasses_always_extendNoInternalType =
      classes()
          .that(resideOutsideOfPackages(INTERNAL))
          .and()
          .arePublic()
          .should()
          .notBeAssignableTo(HIDDEN_FROM_PUBLIC_SIGNATURES);

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

  private static ArchCondition<JavaMember> nameNoHiddenTypeInSignature() {
    return new ArchCondition<>("name no internal type in a public or protected signature") {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        if (isVisible(member)) {
          member.getAllInvolvedRawTypes().stream()
              .filter(HIDDEN_FROM_PUBLIC_SIGNATURES)
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
}
