// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the example of docs/regeneration.md for a property that Oura gives another type. */
class HeldTypeTest {
  private static final String PROPERTY = "/properties/vascular_age";

  @TempDir Path folder;

  @Test
  void correction_ofTheManual_holdsTheTypeThatOuraChanged() throws IOException {
    ScratchProject project = ScratchProject.in(folder);
    ObjectNode export = ScratchProject.newestExport();
    ObjectNode property =
        (ObjectNode)
            export.at(
                "/components/schemas/"
                    + ScratchProject.ouraName("DailyCardiovascularAge")
                    + PROPERTY);
    property.removeAll();
    property.putArray("type").add("number").add("null");

    Outcome check = project.run("update", "1.50", export, "--check");
    assertThat(check.exitCode()).as(check.err()).isEqualTo(2);
    assertThat(check.out()).contains("1 breaking", block("text").strip());

    Path corrections = folder.resolve("overlay/corrections.yaml");
    Files.writeString(corrections, Files.readString(corrections) + "\n" + block("yaml"));
    Outcome held = project.run("update", "1.50", export, "--check");
    assertThat(held.exitCode()).as(held.err()).isZero();
    assertThat(held.out()).doesNotContain("vascular_age");

    assertThat(project.run("update", "1.50", export).exitCode()).isZero();
    assertThat(project.generate("held").publicApi())
        .anyMatch(line -> line.endsWith("@Nullable Integer vascularAge()"));
  }

  /** Returns the only code block of a language in the section about other types. */
  private static String block(String language) throws IOException {
    String page = MarkdownFile.at("docs/regeneration.md").text();
    String section = page.substring(page.indexOf("## When Oura changes the type"));
    return MarkdownFile.find("(?s)```" + language + "\n(.*?)```", section).get(0);
  }
}
