// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
import org.junit.jupiter.api.Test;

/** Which classes of this module know the protocol, the simulator, and the streams. */
@AnalyzeClasses(
    packages = "io.github.oura4j.mcp",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule module_always_usesNoInternalPackageOfTheClient =
      noClasses().should().dependOnClassesThat(resideInAPackage("io.github.oura4j.internal.."));

  /** Tools are written in terms of the client, so that they do not change with the SDK. */
  @ArchTest
  static final ArchRule tools_always_areIndependentOfTheProtocol =
      noClasses()
          .that(
              not(
                  belongToAnyOf(
                      OuraTools.class,
                      StdioServer.class,
                      StdioTransport.class,
                      MessageReader.class)))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.modelcontextprotocol..", "reactor.."));

  @ArchTest
  static final ArchRule simulator_always_isUsedByTheDataSourceOnly =
      noClasses()
          .that(not(belongToAnyOf(DataSource.class)))
          .should()
          .dependOnClassesThat(resideInAPackage("io.github.oura4j.simulator.."));

  /** What else was printed would get between the messages of the protocol. */
  @ArchTest
  static final ArchRule standardStreams_always_areUsedByTheProgramOnly =
      noClasses()
          .that(not(belongToAnyOf(OuraMcp.class)))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in");

  @ArchTest
  static final ArchRule program_always_isTheOnlyPublicClass =
      classes().that(not(belongToAnyOf(OuraMcp.class))).should().notBePublic();

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
