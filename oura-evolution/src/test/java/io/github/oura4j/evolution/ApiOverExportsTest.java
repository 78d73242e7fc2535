// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.api.UserCollectionApi;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs written on the Java of one export go on compiling with that of the next. */
class ApiOverExportsTest {
  @TempDir Path folder;

  /**
   * What the committed description becomes: the test of openapi/ sees to its being that of 1.41.
   */
  private final List<String> api141 = PublicApi.ofModuleWith(UserCollectionApi.class);

  @Test
  void update_from135To137To141_breaksNoProgram() {
    ScratchProject project = ScratchProject.in(folder);
    project.run("import", "1.35", ScratchProject.export("openapi-1.35.facts.json"));
    List<String> api135 = project.generate("135").publicApi();
    project.run("update", "1.37", ScratchProject.export("openapi-1.37.facts.json"));
    List<String> api137 = project.generate("137").publicApi();

    assertThat(PublicApiDifference.between(api135, api137).breaking()).isEmpty();
    assertThat(PublicApiDifference.between(api137, api141).breaking()).isEmpty();
    assertThat(PublicApiDifference.between(api137, api141).added())
        .contains(
            "+ io.github.oura4j.model.WorkoutSource: static final WorkoutSource LIVE_OURA_HEART_RATE");
  }

  @Test
  void update_whenThingsAreWithdrawn_breaksNoProgramEither() {
    ScratchProject project = ScratchProject.in(folder);
    project.run("update", "1.42", ScratchProject.export("openapi-1.35.facts.json"));
    List<String> api142 = project.generate("142").publicApi();

    assertThat(PublicApiDifference.between(api141, api142).breaking()).isEmpty();
    assertThat(PublicApiDifference.between(api141, api142).added()).isEmpty();
  }
}
