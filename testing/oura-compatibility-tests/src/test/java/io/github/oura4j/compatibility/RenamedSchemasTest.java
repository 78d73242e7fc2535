// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports exports in which many schemas have other names: no public name changes, or all uncertain
 * cases are listed at once.
 */
class RenamedSchemasTest {
  private static final int EXPORTS = 100;
  private static final Pattern ANSWER =
      Pattern.compile("If so, change '(.*?)' to '(.*?)' on the left");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path folder;

  @Test
  void import_whenManySchemasHaveOtherNames_changesNoPublicNameOrAsksEverythingAtOnce()
      throws IOException {
    ScratchProject project = ScratchProject.in(folder);
    Set<String> names = schemas(project.description());
    Path out = folder.resolve("out.yaml");
    int recognized = 0;
    int uncertain = 0;
    for (int seed = 0; seed < EXPORTS; seed++) {
      ObjectNode export = ExportMutation.renamed(ScratchProject.newestExport(), seed);
      Outcome outcome = project.run("import", "1.42", export, "--out", out.toString());
      if (outcome.exitCode() != 0) {
        uncertain++;
        outcome = importAfterAnswers(export, outcome.err(), out, "answers" + seed);
      }
      assertThat(outcome.exitCode()).as("seed %s: %s", seed, outcome.err()).isZero();
      assertThat(schemas(out)).as("seed %s: %s", seed, outcome.err()).isEqualTo(names);
      recognized += (int) outcome.err().lines().filter(RenamedSchemasTest::isRename).count();
    }
    System.out.printf(
        "%d exports with renamed schemas: %d imported, %d asked all questions at once; %d schemas recognized%n",
        EXPORTS, EXPORTS - uncertain, uncertain, recognized);
    assertThat(uncertain).isLessThan(EXPORTS / 10);
  }

  /** Answers all questions of a rejected import with yes, as they say, and imports once more. */
  private Outcome importAfterAnswers(ObjectNode export, String questions, Path out, String copy)
      throws IOException {
    assertThat(questions).startsWith("nothing was written; answer these questions first:");
    ScratchProject project = ScratchProject.in(folder.resolve(copy));
    Path file = project.folder().resolve("overlay/names.yaml");
    String names = Files.readString(file);
    for (Matcher answer = ANSWER.matcher(questions); answer.find(); ) {
      names = names.replace("  " + answer.group(1) + ": ", "  " + answer.group(2) + ": ");
    }
    Files.writeString(file, names);
    return project.run("import", "1.42", export, "--out", out.toString());
  }

  private static boolean isRename(String line) {
    return line.contains("` is now `");
  }

  private static Set<String> schemas(Path description) throws IOException {
    Set<String> names = new TreeSet<>();
    YAML.readTree(description.toFile())
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }
}
