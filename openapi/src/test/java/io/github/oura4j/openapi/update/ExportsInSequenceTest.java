// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Updates from 1.35 to 1.37 to 1.41, with the names and corrections of that time: those of today
 * may no longer fit these exports.
 */
class ExportsInSequenceTest {
  private static final Path HISTORY = Path.of("src/test/resources/history");
  private static final Path NEWEST_EXPORT = Path.of("src/test/resources/newest-export.facts.json");

  @TempDir Path project;

  @BeforeEach
  void theProjectAt135() {
    for (String file : List.of("overlay/names.yaml", "overlay/corrections.yaml")) {
      TestProject.write(project.resolve(file), TestProject.content(HISTORY.resolve(file)));
    }
    // The descriptions are those of today: some may be about elements that came later.
    String descriptions = "overlay/descriptions.yaml";
    TestProject.write(project.resolve(descriptions), TestProject.content(Path.of(descriptions)));
    TestProject.write(project.resolve("src/test/resources/.keep"), "");
    assertThat(run("import", "1.35", "1.35").exitCode()).isZero();
  }

  @Test
  void update_whenOneExportFollowsTheOther_reportsWhatDiffersBetweenThem() {
    Outcome first = run("update", "1.37", "1.37");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .startsWith(
            """
            # What export 1.37 changes

            2 differences: 0 breaking, 0 need action, 2 compatible.

            ## Compatible

            - added: property `ValidationError.ctx`, object
            - added: property `ValidationError.input`, anything
            """);
    Outcome second = run("update", "1.41", "1.41");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out())
        .startsWith(
            """
            # What export 1.41 changes

            3 differences: 1 breaking, 0 need action, 2 compatible.

            ## Breaking

            - removed: scope `spo2Daily`. Mention it in the release notes

            ## Compatible

            - added: enum value `WorkoutSource live_oura_heart_rate`
            - added: enum value `WorkoutSource live_third_party_heart_rate`
            """)
        .doesNotContain("## Action needed", "## Questions", "## Missing names");
  }

  @Test
  void update_whenDoneWithTheLast_producesWhatItsImportProduces() {
    run("update", "1.37", "1.37");
    run("update", "1.41", "1.41");
    String description = TestProject.content(project.resolve("oura-v2.yaml"));
    assertThat(project.resolve("overlay/names.yaml"))
        .hasContent(TestProject.content(HISTORY.resolve("overlay/names.yaml")));
    assertThat(project.resolve("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
    assertThat(facts(project.resolve("src/test/resources/newest-export.facts.json")))
        .isEqualTo(numbered(facts(HISTORY.resolve("openapi-1.41.facts.json")), "1.41"));

    assertThat(run("import", "1.41", "1.41").exitCode()).isZero();
    assertThat(project.resolve("oura-v2.yaml")).hasContent(description);
  }

  @Test
  void update_whenDoneWithTheLast_producesTheCommittedDescription() {
    assumeThat(facts(NEWEST_EXPORT))
        .as("the committed description is of a newer export than 1.41")
        .isEqualTo(numbered(facts(HISTORY.resolve("openapi-1.41.facts.json")), "1.41"));
    run("update", "1.37", "1.37");
    run("update", "1.41", "1.41");
    assertThat(TestProject.content(project.resolve("oura-v2.yaml")))
        .isEqualTo(TestProject.content(Path.of("oura-v2.yaml")));
  }

  @Test
  void update_whenTheExportsComeInReverseOrder_losesNothing() {
    run("update", "1.41", "1.41");
    String description = TestProject.content(project.resolve("oura-v2.yaml"));
    run("update", "1.35", "1.42");
    assertThat(TestProject.content(project.resolve("overlay/withdrawn.yaml")))
        .contains("ValidationError/properties/ctx", "live_oura_heart_rate");
    Outcome back = run("update", "1.41", "1.43");
    assertThat(back.out())
        .contains(
            "returned: property `ValidationError.ctx`",
            "returned: enum value `WorkoutSource live_oura_heart_rate`");
    assertThat(project.resolve("oura-v2.yaml")).hasContent(description);
  }

  private static JsonNode facts(Path file) {
    return TestProject.json(TestProject.content(file));
  }

  /** Returns the facts with the number that an update adds. */
  private static JsonNode numbered(JsonNode facts, String number) {
    ((ObjectNode) facts.get("info")).put("x-export", number);
    return facts;
  }

  /** Runs a command with the facts of an export, under its own number or another one. */
  private Outcome run(String command, String facts, String number) {
    Path export = project.resolve("openapi-" + number + ".json");
    TestProject.write(
        export, TestProject.content(HISTORY.resolve("openapi-" + facts + ".facts.json")));
    return TestProject.run(command, export.toString(), "--project", project.toString());
  }
}
