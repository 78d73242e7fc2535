// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.OuraOpenApi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files that the import program reads, with malformed bytes. {@link MutatedExportsTest} changes
 * the structure of valid exports.
 */
class ImportFuzzTest {
  private static final int INPUTS = 15;

  @TempDir Path folder;

  @Test
  void export_malformed_isImportedOrRejected() throws Exception {
    ScratchProject project = ScratchProject.at("1.41", folder);
    run("export", folder.resolve("openapi-1.41.json"), project);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overlay/names.yaml",
        "overlay/corrections.yaml",
        "overlay/descriptions.yaml",
        "overlay/withdrawn.yaml",
        "src/test/resources/newest-export.facts.json"
      })
  void projectFile_malformed_isReadOrRejected(String file) throws Exception {
    ScratchProject project = ScratchProject.at("1.41", folder);
    run(file, folder.resolve(file), project);
  }

  private static void run(String name, Path file, ScratchProject project) throws Exception {
    new FuzzTarget(
            name,
            List.of(Files.readAllBytes(file)),
            List.of(),
            content -> {
              Files.write(file, content);
              check(project);
            })
        .run(INPUTS);
  }

  /** Runs the program without changing the files of the project. */
  private static void check(ScratchProject project) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        new OuraOpenApi(
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8))
            .run(
                "update",
                project.folder().resolve("openapi-1.41.json").toString(),
                "--project",
                project.folder().toString(),
                "--check");
    assertThat(exitCode).isBetween(0, 2);
    assertThat(err.toString(UTF_8)).doesNotContain("\tat ");
  }
}
