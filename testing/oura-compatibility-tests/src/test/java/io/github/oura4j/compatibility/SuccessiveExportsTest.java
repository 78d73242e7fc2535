// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.compare.PublicApiDifference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that programs compiled against the code of one export compile against that of the next.
 */
class SuccessiveExportsTest {
  @TempDir Path folder;

  @Test
  void update_from135To137To141_keepsThePublicApiCompatible() {
    ScratchProject project = ScratchProject.at("1.35", folder);
    List<String> api135 = project.generate("135").publicApi();
    project.run("update", "1.37", ScratchProject.export("1.37"));
    List<String> api137 = project.generate("137").publicApi();
    project.run("update", "1.41", ScratchProject.export("1.41"));
    List<String> api141 = project.generate("141").publicApi();

    assertThat(PublicApiDifference.between(api135, api137).breaking()).isEmpty();
    assertThat(PublicApiDifference.between(api137, api141).breaking()).isEmpty();
    assertThat(PublicApiDifference.between(api137, api141).compatible())
        .contains(
            "+ io.github.oura4j.model.WorkoutSource: static final WorkoutSource LIVE_OURA_HEART_RATE");
  }

  @Test
  void update_whenElementsAreRemoved_keepsThePublicApi() {
    ScratchProject project = ScratchProject.at("1.41", folder);
    List<String> api141 = project.generate("141").publicApi();
    project.run("update", "1.42", ScratchProject.export("1.35"));
    List<String> api142 = project.generate("142").publicApi();

    assertThat(PublicApiDifference.between(api141, api142).breaking()).isEmpty();
    assertThat(PublicApiDifference.between(api141, api142).compatible()).isEmpty();
  }
}
