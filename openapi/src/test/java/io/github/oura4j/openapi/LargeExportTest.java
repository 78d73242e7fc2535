// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.TestProject.Outcome;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are much larger than any that Oura has published. */
@Timeout(60)
class LargeExportTest {
  @TempDir Path folder;
  private TestProject project;

  @BeforeEach
  void aProjectWithADescription() {
    project = new TestProject(folder);
    assertThat(project.runImport().exitCode()).isZero();
  }

  @Test
  void update_whenAHundredDataTypesAreNew_addsAllAndRecognizesNoRename() {
    for (int i = 0; i < 100; i++) {
      project.withDataType("type_" + i, "PublicType" + i, "{\"type\": \"string\"}");
    }

    Outcome outcome = project.runUpdate("1.42");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(project.described("/paths")).hasSize(2 + 200);
    assertThat(outcome.out())
        .contains(
            "listType0",
            "listType99",
            "'PublicType99' is called Type99 because it has no public name")
        .doesNotContain("Was 'PublicNap' renamed");
    assertThat(project.described("/components/schemas/Nap").isObject()).isTrue();
  }

  @Test
  void import_whenFiftyMegabytesAreAdded_keepsTheFactsAndDropsTheProse() {
    String prose = "x".repeat(1_000);
    for (int i = 0; i < 500; i++) {
      project.withDataType("type_" + i, "PublicType" + i, hundredProperties(prose));
    }
    assertThat(project.export().toString().length()).isGreaterThan(50_000_000);

    Outcome outcome = project.runImport();

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(project.description()).content().doesNotContain("xxx");
    assertThat(project.described("/components/schemas/Type499/properties/it/properties"))
        .hasSize(100);
  }

  private static String hundredProperties(String prose) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "\"p%d\": {\"type\": \"integer\", \"title\": \"%s\"}".formatted(i, prose))
        .collect(joining(", ", "{\"type\": \"object\", \"properties\": {", "}}"));
  }
}
