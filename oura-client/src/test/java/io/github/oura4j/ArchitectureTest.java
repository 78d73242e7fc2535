// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.oura4j.internal.client.ClientBuilder;
import io.github.oura4j.internal.json.JacksonVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dependencies between the packages of this module, and what its public API must not expose.
 * The rules name internal packages and exceptions only, so that a new package is checked too.
 *
 * <p>There are two kinds of internal packages. Leaf packages may be used by public ones, so they
 * must not depend on them. The others implement the public interfaces, so that public packages must
 * not depend on them: {@link OuraClient#builder()} is the only exception.
 */
@AnalyzeClasses(locations = ArchitectureTest.ThisModule.class)
class ArchitectureTest {
  private static final String INTERNAL = "io.github.oura4j.internal..";

  private static final DescribedPredicate<JavaClass> LEAF_PACKAGE =
      resideInAnyPackage(
          "io.github.oura4j.internal.credentials..",
          "io.github.oura4j.internal.http..",
          "io.github.oura4j.internal.json..",
          "io.github.oura4j.internal.paging..",
          "io.github.oura4j.internal.util..");

  private static final DescribedPredicate<JavaClass> USED_BY_LEAF_PACKAGES =
      LEAF_PACKAGE.or(
          resideInAnyPackage(
              "io.github.oura4j.model..", "io.github.oura4j.error..", "io.github.oura4j.http.."));

  private static final DescribedPredicate<JavaClass> JACKSON =
      resideInAPackage("com.fasterxml.jackson..")
          .and(not(resideInAPackage("com.fasterxml.jackson.annotation..")));

  private static final DescribedPredicate<JavaClass> HIDDEN_FROM_PUBLIC_SIGNATURES =
      resideInAnyPackage("feign..", "com.fasterxml.jackson..", INTERNAL);

  /** The classes of this module alone, without those of the modules it depends on. */
  static final class ThisModule implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      return Set.of(
          Location.of(OuraClient.class.getProtectionDomain().getCodeSource().getLocation()));
    }
  }

  @ArchTest
  static final ArchRule packages_doNotDependOnEachOtherInACycle =
      slices()
          .assignedFrom(new EachPackage())
          .should()
          .beFreeOfCycles()
          .ignoreDependency(OuraClient.class, ClientBuilder.class);

  @ArchTest
  static final ArchRule leafPackages_dependOnNoPublicPackageButModelsErrorsAndHttp =
      noClasses()
          .that(LEAF_PACKAGE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.oura4j..").and(not(USED_BY_LEAF_PACKAGES)));

  @ArchTest
  static final ArchRule publicPackages_dependOnNoInternalPackageButLeafPackages =
      classes()
          .that()
          .resideOutsideOfPackage(INTERNAL)
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage(INTERNAL))
                  .or(LEAF_PACKAGE)
                  .or(belongToAnyOf(ClientBuilder.class)));

  @ArchTest
  static final ArchRule clientBuilder_isUsedByOuraClientAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL)
          .and(not(belongToAnyOf(OuraClient.class)))
          .should()
          .dependOnClassesThat(belongToAnyOf(ClientBuilder.class));

  /** Without the check, an old version of Jackson fails later, with an unrelated message. */
  @ArchTest
  static final ArchRule clientBuilder_checksTheVersionOfJackson =
      classes()
          .that()
          .belongToAnyOf(ClientBuilder.class)
          .should()
          .callMethod(JacksonVersion.class, "check");

  @ArchTest
  static final ArchRule jackson_isUsedByJsonPackagesAlone =
      noClasses()
          .that(
              not(resideInAnyPackage("io.github.oura4j.json", "io.github.oura4j.internal.json..")))
          .should()
          .dependOnClassesThat(JACKSON);

  @ArchTest
  static final ArchRule feign_isUsedByInternalClientAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.oura4j.internal.client..")
          .should()
          .dependOnClassesThat(resideInAPackage("feign.."));

  @ArchTest
  static final ArchRule publicSignatures_nameNeitherFeignNorJacksonNorInternalTypes =
      classes()
          .that()
          .resideOutsideOfPackage(INTERNAL)
          .and(accessibleToUsers())
          .should(notExpose(HIDDEN_FROM_PUBLIC_SIGNATURES));

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

  /** Makes each package a slice of its own, regardless of the package that contains it. */
  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }

  private static DescribedPredicate<JavaClass> accessibleToUsers() {
    return DescribedPredicate.describe(
        "are accessible to users",
        type ->
            Stream.iterate(type, each -> each.getEnclosingClass().orElse(null))
                .takeWhile(each -> each != null)
                .allMatch(each -> isAccessible(each.getModifiers())));
  }

  private static boolean isAccessible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static ArchCondition<JavaClass> notExpose(DescribedPredicate<JavaClass> hidden) {
    return new ArchCondition<>("not expose Feign, Jackson or internal types") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaType> ancestors =
            Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        check(type, ancestors.flatMap(each -> each.getAllInvolvedRawTypes().stream()), events);
        type.getMembers().stream()
            .filter(member -> isAccessible(member.getModifiers()))
            .forEach(member -> check(type, member.getAllInvolvedRawTypes().stream(), events));
      }

      private void check(JavaClass type, Stream<JavaClass> named, ConditionEvents events) {
        named
            .filter(hidden)
            .map(each -> type.getName() + " exposes " + each.getName())
            .forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
      }
    };
  }
}
