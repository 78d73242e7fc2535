// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.Workbench.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From 1.35 to 1.37 to 1.41, as it would have been in the months that they appeared in. */
class ExportsInSequenceTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  @TempDir Path project;

  @BeforeEach
  void theProjectAt135() {
    for (String file : List.of("names", "corrections", "words", "withdrawn")) {
      String name = "overlay/" + file + ".yaml";
      Workbench.write(project.resolve(name), Workbench.content(Path.of(name)));
    }
    Workbench.write(project.resolve("src/test/resources/.keep"), "");
    assertThat(run("import", "openapi-1.35.facts.json", "1.35").exitCode()).isZero();
  }

  @Test
  void update_whenOneExportFollowsTheOther_reportsWhatDiffersBetweenThem() {
    Outcome first = run("update", "openapi-1.37.facts.json", "1.37");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .startsWith(
            """
            # What export 1.37 changes

            2 differences: 0 would break users, 0 need a word, 2 compatible.

            ## Compatible

            - added: property `ValidationError.ctx`, object
            - added: property `ValidationError.input`, anything
            """);
    Outcome second = run("update", "newest-export.facts.json", "1.41");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out())
        .isEqualTo(
            """
            # What export 1.41 changes

            3 differences: 1 would break users, 0 need a word, 2 compatible.

            ## Would break users

            - gone: scope `spo2Daily`. Tell users in the release notes

            ## Compatible

            - added: enum value `WorkoutSource live_oura_heart_rate`
            - added: enum value `WorkoutSource live_third_party_heart_rate`
            """);
  }

  @Test
  void update_whenDoneWithTheNewest_hasMadeTheCommittedFiles() {
    run("update", "openapi-1.37.facts.json", "1.37");
    run("update", "newest-export.facts.json", "1.41");
    for (String file :
        List.of(
            "oura-v2.yaml",
            "overlay/names.yaml",
            "overlay/withdrawn.yaml",
            "src/test/resources/newest-export.facts.json")) {
      assertThat(project.resolve(file)).as(file).hasContent(Workbench.content(Path.of(file)));
    }
  }

  @Test
  void update_whenTheExportsComeTheOtherWayRound_losesNothing() {
    run("update", "newest-export.facts.json", "1.41");
    String description = Workbench.content(project.resolve("oura-v2.yaml"));
    run("update", "openapi-1.35.facts.json", "1.42");
    assertThat(Workbench.content(project.resolve("overlay/withdrawn.yaml")))
        .contains("ValidationError/properties/ctx", "live_oura_heart_rate");
    Outcome back = run("update", "newest-export.facts.json", "1.43");
    assertThat(back.out())
        .contains(
            "returned: property `ValidationError.ctx`",
            "returned: enum value `WorkoutSource live_oura_heart_rate`");
    assertThat(project.resolve("oura-v2.yaml")).hasContent(description);
  }

  /** Runs a command with an export under the name that Oura gives it. */
  private Outcome run(String command, String facts, String number) {
    Path export = project.resolve("openapi-" + number + ".json");
    Workbench.write(export, Workbench.content(RESOURCES.resolve(facts)));
    return Workbench.run(command, export.toString(), "--project", project.toString());
  }
}
