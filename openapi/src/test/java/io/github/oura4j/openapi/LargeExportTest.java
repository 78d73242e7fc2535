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

/** Exports that are much larger than any so far. */
@Timeout(60)
class LargeExportTest {
  @TempDir Path folder;
  private TestProject workbench;

  @BeforeEach
  void aProjectWithADescription() {
    workbench = new TestProject(folder);
    assertThat(workbench.runImport().exitCode()).isZero();
  }

  @Test
  void update_whenAHundredDataTypesAreNew_takesAllAndTakesNoneForARename() {
    for (int i = 0; i < 100; i++) {
      workbench.withDataType("type_" + i, "PublicType" + i, "{\"type\": \"string\"}");
    }

    Outcome outcome = workbench.runUpdate("1.42");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(workbench.described("/paths")).hasSize(2 + 200);
    assertThat(outcome.out())
        .contains("listType0", "listType99", "'PublicType99' is called Type99 for want of a name")
        .doesNotContain("what 'PublicNap' was");
    assertThat(workbench.described("/components/schemas/Nap").isObject()).isTrue();
  }

  @Test
  void import_whenFiftyMegabytesAreAdded_takesTheFactsAndLeavesTheProse() {
    String prose = "x".repeat(1_000);
    for (int i = 0; i < 500; i++) {
      workbench.withDataType("type_" + i, "PublicType" + i, hundredProperties(prose));
    }
    assertThat(workbench.export().toString().length()).isGreaterThan(50_000_000);

    Outcome outcome = workbench.runImport();

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(workbench.description()).content().doesNotContain("xxx");
    assertThat(workbench.described("/components/schemas/Type499/properties/it/properties"))
        .hasSize(100);
  }

  private static String hundredProperties(String prose) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "\"p%d\": {\"type\": \"integer\", \"title\": \"%s\"}".formatted(i, prose))
        .collect(joining(", ", "{\"type\": \"object\", \"properties\": {", "}}"));
  }
}
