// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compiles and runs small programs against the packaged jars of the libraries, on the module path
 * and on the class path. The programs are in {@code src/test/resources/consumers}; each requires
 * one library only.
 *
 * <p>The name ends with IT because the test needs jars. It runs in the phase integration-test, and
 * therefore in {@code mvn verify}, but not in {@code mvn test}.
 */
class ModulePathIT {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);

  /** Where the program and the libraries are. */
  enum Layout {
    MODULE_PATH,
    CLASS_PATH
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void program_thatRequiresTheClient_printsANightAndTheVersion(Layout layout) {
    SimulatedPerson person =
        SimulatedPerson.builder().seed(7).newestDay(DAY).wearsRingEveryDay().build();
    Clock clock = Clock.fixed(Instant.parse("2026-03-20T20:00:00Z"), ZoneOffset.UTC);
    try (OuraSimulator simulator = OuraSimulator.builder().person(person).clock(clock).start()) {
      String printed = run("client", layout, simulator.baseUrl(), person.token(), DAY.toString());

      SleepPeriod night = person.documents(SleepPeriod.class, DAY, DAY).get(0);
      PersonalInfo info = person.personalInfo();
      assertThat(printed)
          .isEqualTo(
              "%s slept %s seconds, [oura4j/%s (Java %s)], %s%n"
                  .formatted(
                      info.id(),
                      night.totalSleepDuration(),
                      OuraClient.class.getPackage().getImplementationVersion(),
                      Runtime.version().feature(),
                      expectedModule(layout, "client")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void program_thatRequiresTheSimulator_startsIt(Layout layout) {
    assertThat(run("simulator", layout))
        .isEqualTo("status 200, %s%n".formatted(expectedModule(layout, "simulator")));
  }

  @Test
  void program_withWireMockOnTheModulePath_startsTheSimulator() {
    String printed =
        new ConsumerProgram("simulator", folder)
            .runWithoutClassPath("--add-modules", "wiremock.standalone");

    assertThat(printed).isEqualTo("status 200, module consumer.simulator%n".formatted());
  }

  @ParameterizedTest
  @EnumSource
  void program_thatRequiresTheTestkit_runsAContract(Layout layout) {
    assertThat(run("testkit", layout))
        .isEqualTo(
            "ran the contract, failures 0, %s%n".formatted(expectedModule(layout, "testkit")));
  }

  @ParameterizedTest
  @EnumSource
  void program_thatRequiresTheJUnitExtension_runsATestWithTheSimulator(Layout layout) {
    assertThat(run("simulator_junit", layout))
        .isEqualTo(
            "tests 1, failures 0, %s%n".formatted(expectedModule(layout, "simulator_junit")));
  }

  private String run(String program, Layout layout, String... arguments) {
    ConsumerProgram consumer = new ConsumerProgram(program, folder);
    return layout == Layout.MODULE_PATH
        ? consumer.runOnModulePath(arguments)
        : consumer.runOnClassPath(arguments);
  }

  private static String expectedModule(Layout layout, String program) {
    return layout == Layout.MODULE_PATH ? "module consumer." + program : "unnamed module";
  }

  @ParameterizedTest
  @CsvSource({
    "client, io.github.oura4j.internal.util.Checks, io.github.oura4j.internal.util",
    "client, io.github.oura4j.internal.client.ClientBuilder, io.github.oura4j.internal.client",
    "simulator, io.github.oura4j.simulator.internal.http.Json, io.github.oura4j.simulator.internal.http"
  })
  void program_thatUsesAnInternalPackage_doesNotCompile(
      String program, String internalClass, String internalPackage) {
    ConsumerProgram consumer = new ConsumerProgram(program, folder);

    assertThatThrownBy(
            () -> consumer.compileOnModulePath("Class<?> type = " + internalClass + ".class;"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("package " + internalPackage + " is not visible");
  }

  @Test
  void program_thatUsesDataFrames_writesAndReadsParquetOnTheClassPath() {
    assertThat(new ConsumerProgram("dataframe", folder).runOnClassPath(folder.toString()))
        .isEqualTo("1 row, 11 columns, score 81%n".formatted());
  }

  @ParameterizedTest
  @EnumSource(names = "DATAFRAME", mode = EnumSource.Mode.EXCLUDE) // it has no module declaration
  void module_ofEachLibrary_exportsItsPublicPackagesToEveryone(LibraryModule library) {
    ModuleDescriptor module = library.module();

    Set<String> exported =
        module.exports().stream()
            .filter(each -> !each.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(exported)
        .isEqualTo(
            module.packages().stream()
                .filter(each -> !(each + ".").contains(".internal."))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void modules_haveTheNamesThatTheManualPromises() {
    assertThat(
            Set.of(LibraryModule.values()).stream()
                .collect(Collectors.toMap(each -> each, each -> each.module().name())))
        .isEqualTo(
            Map.of(
                LibraryModule.GENERATED, "io.github.oura4j.api",
                LibraryModule.CLIENT, "io.github.oura4j",
                LibraryModule.SIMULATOR, "io.github.oura4j.simulator",
                LibraryModule.SIMULATOR_JUNIT, "io.github.oura4j.simulator.junit",
                LibraryModule.TESTKIT, "io.github.oura4j.testkit",
                LibraryModule.DATAFRAME, "io.github.oura4j.dataframe",
                LibraryModule.JDBC, "io.github.oura4j.jdbc"));
  }
}
