// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation at another address is the same method in Java. */
class MovedOperationTest {
  private static final String OLD = "/paths/~1v2~1usercollection~1nap";
  private static final String NEW = "/paths/~1v2~1usercollection~1rest~1nap";
  private static final String ID = "~1{document_id}";

  @TempDir Path folder;
  private TestProject workbench;

  @BeforeEach
  void aProjectWithADescription() {
    workbench = new TestProject(folder);
    assertThat(workbench.runImport().exitCode()).isZero();
  }

  @Test
  void update_whenAPathMoves_saysFromWhereToWhereAndClaimsNothingElse() {
    moved();
    String report = workbench.runUpdate("1.42").out();
    assertThat(report)
        .contains("2 differences: 0 would break users, 0 need a word, 2 compatible")
        .contains(
            "changed: operation `getNap`, GET /v2/usercollection/nap/{document_id} before,"
                + " now GET /v2/usercollection/rest/nap/{document_id}")
        .contains(
            "changed: operation `listNap`, GET /v2/usercollection/nap before, now GET /v2/usercollection/rest/nap")
        .doesNotContain("Kept");
    assertThat(workbench.described(OLD).isMissingNode()).isTrue();
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  @Test
  void update_whenAPathMovesAndLosesAParameter_doesNotClaimToKeepIt() {
    moved();
    workbench.with(NEW + "/get/parameters", "[]");
    assertThat(workbench.runUpdate("1.42").out())
        .contains("gone: parameter `listNap(next_token)`, string. Tell users in the release notes")
        .doesNotContain("finds no place");
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  @Test
  void update_whenWordsAreOfTheOldPath_reportsThem() {
    workbench.words(
        "actions: [{target: \"$.paths['/v2/usercollection/nap'].get\", update: {description: Naps.}}]");
    moved();
    assertThat(workbench.runUpdate("1.42").out())
        .contains("descriptions.yaml: $.paths['/v2/usercollection/nap'].get finds no place");
  }

  @Test
  void update_whenAPathThatWasWithdrawnReturnsElsewhere_saysThatItMoved() {
    String list = workbench.export().at(OLD).toString();
    String one = workbench.export().at(OLD + ID).toString();
    workbench.without(OLD).without(OLD + ID).withPath("/v2/usercollection/doze", "PublicNap");
    workbench.runUpdate("1.42");
    workbench.with(NEW, list).with(NEW + ID, one);
    assertThat(workbench.runUpdate("1.43").out())
        .contains("changed: operation `listNap`, GET /v2/usercollection/nap before")
        .contains("0 would break users");
    assertThat(workbench.described(OLD).isMissingNode()).isTrue();
    assertThat(workbench.file("overlay/withdrawn.yaml")).content().contains("withdrawn: []");
  }

  private void moved() {
    String list = workbench.export().at(OLD).toString();
    String one = workbench.export().at(OLD + ID).toString();
    workbench.without(OLD).without(OLD + ID).with(NEW, list).with(NEW + ID, one);
  }
}
