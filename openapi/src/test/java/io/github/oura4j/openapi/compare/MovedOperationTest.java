// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation that moves to another path remains the same method in Java. */
class MovedOperationTest {
  private static final String OLD = "/paths/~1v2~1usercollection~1nap";
  private static final String NEW = "/paths/~1v2~1usercollection~1rest~1nap";
  private static final String ID = "~1{document_id}";

  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProjectWithADescription() {
    project = new TestProject(folder);
    assertThat(project.runImport().exitCode()).isZero();
  }

  @Test
  void update_whenAPathMoves_reportsBothPathsAndNothingElse() {
    moved();
    String report = project.runUpdate("1.42").out();
    assertThat(report)
        .contains("2 differences: 0 breaking, 0 need action, 2 compatible")
        .contains(
            "changed: operation `getNap`, GET /v2/usercollection/nap/{document_id} before,"
                + " now GET /v2/usercollection/rest/nap/{document_id}")
        .contains(
            "changed: operation `listNap`, GET /v2/usercollection/nap before, now GET /v2/usercollection/rest/nap")
        .doesNotContain("Kept");
    assertThat(project.described(OLD).isMissingNode()).isTrue();
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  @Test
  void update_whenAPathMovesAndLosesAParameter_doesNotClaimToKeepIt() {
    moved();
    project.with(NEW + "/get/parameters", "[]");
    assertThat(project.runUpdate("1.42").out())
        .contains(
            "removed: parameter `listNap(next_token)`, string. Mention it in the release notes")
        .doesNotContain("matches nothing");
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  @Test
  void update_whenDescriptionsBelongToTheOldPath_reportsThem() {
    project.descriptions(
        "actions: [{target: \"$.paths['/v2/usercollection/nap'].get\", update: {description: Naps.}}]");
    moved();
    assertThat(project.runUpdate("1.42").out())
        .contains("descriptions.yaml: $.paths['/v2/usercollection/nap'].get matches nothing");
  }

  @Test
  void update_whenARetiredPathReturnsElsewhere_saysThatItMoved() {
    String list = project.export().at(OLD).toString();
    String one = project.export().at(OLD + ID).toString();
    project.without(OLD).without(OLD + ID).withPath("/v2/usercollection/doze", "PublicNap");
    project.runUpdate("1.42");
    project.with(NEW, list).with(NEW + ID, one);
    assertThat(project.runUpdate("1.43").out())
        .contains("changed: operation `listNap`, GET /v2/usercollection/nap before")
        .contains("0 breaking");
    assertThat(project.described(OLD).isMissingNode()).isTrue();
    assertThat(project.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  private void moved() {
    String list = project.export().at(OLD).toString();
    String one = project.export().at(OLD + ID).toString();
    project.without(OLD).without(OLD + ID).with(NEW, list).with(NEW + ID, one);
  }
}
