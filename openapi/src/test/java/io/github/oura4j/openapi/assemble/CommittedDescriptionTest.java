// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.document.YamlReader;
import io.github.oura4j.openapi.overlay.MissingDescriptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed description is what the import produces, and every element has a description. */
class CommittedDescriptionTest {
  private static final Path COMMITTED = Path.of("oura-v2.yaml");
  private static final Path NEWEST_EXPORT = Path.of("src/test/resources/newest-export.facts.json");

  @TempDir Path folder;

  @Test
  void import_whenRunOnTheNewestExportsFacts_producesTheCommittedDescription() {
    Path out = folder.resolve("oura-v2.yaml");
    TestProject.Outcome outcome =
        TestProject.run("import", NEWEST_EXPORT.toString(), "--out", out.toString());
    assertThat(outcome.exitCode()).isZero();
    assertThat(TestProject.content(out)).isEqualTo(TestProject.content(COMMITTED));
  }

  @Test
  void import_whenRunOnTheNewestExportsFacts_reportsNothing() {
    String out = folder.resolve("oura-v2.yaml").toString();
    assertThat(TestProject.run("import", NEWEST_EXPORT.toString(), "--out", out).err()).isEmpty();
  }

  @Test
  void description_ofEachElement_isPresent() {
    assertThat(MissingDescriptions.in((ObjectNode) YamlReader.read(COMMITTED).node())).isEmpty();
  }

  @Test
  void missingDescriptions_ofSchemaAndProperty_areNamed() {
    ObjectNode description = (ObjectNode) YamlReader.read(COMMITTED).node();
    ((ObjectNode) description.at("/components/schemas/Session")).remove("description");
    ((ObjectNode) description.at("/components/schemas/Session/properties/mood"))
        .put("description", " ");
    assertThat(MissingDescriptions.in(description))
        .containsExactly(
            "needs a description in overlay/descriptions.yaml, property:\n  Session.mood",
            "needs a description in overlay/descriptions.yaml, schema:\n  Session");
  }

  @Test
  void import_whenAnElementHasNoDescription_succeedsAndNamesIt() {
    TestProject.Outcome outcome = new TestProject(folder).runImport();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .contains("needs a description in overlay/descriptions.yaml, property:\n  Nap.id\n");
  }

  @Test
  void description_whenItNamesAServer_namesOurasUrl() {
    assertThat(YamlReader.read(COMMITTED).node().path("servers").findValuesAsText("url"))
        .containsExactly("https://api.ouraring.com");
  }

  @Test
  void description_whenTimestampsAreMilliseconds_makesThemLong() {
    for (String series : new String[] {"HeartRate", "RingBatteryLevel"}) {
      assertThat(
              YamlReader.read(COMMITTED)
                  .node()
                  .at("/components/schemas/" + series + "/properties/timestamp_unix/format")
                  .asText())
          .isEqualTo("int64");
    }
  }
}
