// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import io.github.oura4j.openapi.document.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Imports export 1.28, in which 33 schemas have other names, with the names, corrections and
 * descriptions of today: no public name may change.
 */
class OlderExportTest {
  private static final Path EXPORT_128 =
      Path.of("src/test/resources/history/openapi-1.28.facts.json");
  private static final String FACTS = "src/test/resources/newest-export.facts.json";
  private static final Path DESCRIPTION = Path.of("oura-v2.yaml");

  /** The models that 1.28 does not have, by our names. */
  private static final Set<String> ONLY_NEWER = Set.of("RingBatteryLevel", "RingBatteryLevelPage");

  @TempDir Path project;

  @Test
  void import_inAnEmptyProject_changesNoPublicName() {
    copyOverlay();

    Outcome outcome = run("import", "1.28", EXPORT_128);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("remains `SleepPeriod` here")
        .doesNotContain("no public name");
    Set<String> expected = schemas(DESCRIPTION);
    expected.removeAll(ONLY_NEWER);
    assertThat(schemas(project.resolve("oura-v2.yaml"))).isEqualTo(expected);
    assertThat(run("import", "1.41", Path.of(FACTS)).exitCode()).isZero();
    assertThat(project.resolve("oura-v2.yaml")).hasContent(TestProject.content(DESCRIPTION));
  }

  @Test
  void import_inTheCommittedProject_makesWhatItMakesInAnEmptyOne() {
    copyOverlay();
    run("import", "1.28", EXPORT_128);
    String inEmptyProject = TestProject.content(project.resolve("oura-v2.yaml"));
    copyProject();

    Outcome outcome = run("import", "1.28", EXPORT_128);

    assertThat(outcome.err()).startsWith("Export 1.28 is older than export 1.41");
    assertThat(project.resolve("oura-v2.yaml")).hasContent(inEmptyProject);
  }

  @Test
  void update_fromTheCommittedProject_changesNoPublicNameAndLeadsBack() {
    copyProject();
    Outcome update = run("update", "1.28", EXPORT_128);

    assertThat(update.exitCode()).as(update.err()).isZero();
    assertThat(update.out())
        .startsWith(
            "# What export 1.28 changes\n\n**Warning:** Export 1.28 is older than export 1.41")
        .doesNotContain("added: model", "added: property", "## Questions", "no public name");
    assertThat(update.out().lines().filter(line -> line.contains("` is now `"))).hasSize(33);
    assertThat(schemas(project.resolve("oura-v2.yaml"))).isEqualTo(schemas(DESCRIPTION));

    Outcome back = run("update", "1.42", Path.of(FACTS));

    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(back.out()).doesNotContain("Warning", "added: model", "removed: model");
    assertThat(project.resolve("oura-v2.yaml")).hasContent(TestProject.content(DESCRIPTION));
    assertThat(project.resolve("overlay/names.yaml"))
        .hasContent(TestProject.content(Path.of("overlay/names.yaml")));
  }

  @Test
  void update_withoutFormerNames_recognizesAllSchemasByNameAndShape() {
    copyProject();
    Path names = project.resolve("overlay/names.yaml");
    TestProject.write(
        names, TestProject.content(names).replaceFirst("(?s)# Names that Oura has used.*", ""));

    Outcome update = run("update", "1.28", EXPORT_128);

    assertThat(update.exitCode()).as(update.err()).isZero();
    assertThat(update.out())
        .contains(
            "`PublicModifiedSleepModel` is now `SleepModel` and remains `SleepPeriod` here: ",
            "`LocalDateTimeWithMilliseconds` is an alias of `date-time` here");
    assertThat(schemas(project.resolve("oura-v2.yaml"))).isEqualTo(schemas(DESCRIPTION));
  }

  @ParameterizedTest
  @CsvSource({
    "1.40, true",
    "1.9, true",
    "0.99, true",
    "1.41, false",
    "1.41.1, false",
    "1.100, false"
  })
  void check_ofAnExport_warnsIfItIsOlder(String number, boolean older) {
    copyProject();
    Outcome check = run("update", number, Path.of(FACTS), "--check");
    assertThat(check.out().contains("**Warning:** Export " + number + " is older"))
        .isEqualTo(older);
    assertThat(check.out().contains("Warning")).isEqualTo(older);
  }

  @Test
  void check_whenTheFactsHaveNoNumber_saysThatTheAgeIsUnknown() {
    copyProject();
    TestProject.write(project.resolve(FACTS), withoutNumber());
    assertThat(run("update", "1.40", Path.of(FACTS), "--check").out())
        .contains("unknown: the facts of the current one have no number (x-export).");
  }

  @Test
  void import_whenTheFileNameHasNoNumber_saysThatTheAgeIsUnknown() {
    copyProject();
    Path export = project.resolve("export.json");
    TestProject.write(export, withoutNumber());
    assertThat(TestProject.run("import", export.toString(), "--project", project.toString()).err())
        .isEqualTo(
            "Whether this export is older than the current one of this project is unknown: its file name contains no"
                + " number, as openapi-1.NN.json does.\n");
  }

  private static String withoutNumber() {
    return TestProject.content(Path.of(FACTS)).replace(",\"x-export\":\"1.41\"", "");
  }

  private void copyOverlay() {
    for (String file : List.of("names", "corrections", "descriptions", "withdrawn")) {
      copy("overlay/" + file + ".yaml");
    }
  }

  private void copyProject() {
    copyOverlay();
    copy("oura-v2.yaml");
    copy(FACTS);
  }

  private void copy(String file) {
    TestProject.write(project.resolve(file), TestProject.content(Path.of(file)));
  }

  private Outcome run(String command, String number, Path facts, String... options) {
    Path export = project.resolve("openapi-" + number + ".json");
    TestProject.write(export, TestProject.content(facts));
    List<String> arguments =
        new ArrayList<>(List.of(command, export.toString(), "--project", project.toString()));
    arguments.addAll(List.of(options));
    return TestProject.run(arguments.toArray(String[]::new));
  }

  private static Set<String> schemas(Path description) {
    assertThat(Files.exists(description)).isTrue();
    Set<String> names = new TreeSet<>();
    YamlReader.read(description)
        .node()
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }
}
