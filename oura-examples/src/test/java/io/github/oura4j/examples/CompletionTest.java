// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in bash, where there is one. */
class CompletionTest {
  @TempDir Path directory;

  private Path script(String... arguments) throws Exception {
    Programs programs = new Programs(directory);
    assertThat(programs.run(arguments)).isZero();
    assertThat(programs.err()).isEmpty();
    return Files.writeString(directory.resolve("completion"), programs.out());
  }

  private static String bash(String... arguments) throws Exception {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "bash"))),
        "there is no bash on this machine");
    List<String> command = new ArrayList<>(List.of("bash"));
    command.addAll(Arrays.asList(arguments));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void completion_isAValidScript() throws Exception {
    assertThat(bash("-n", script("completion").toString())).isEmpty();
  }

  @Test
  void completion_inBash_completesProgramsAndOptions() throws Exception {
    String complete = "; _complete_oura; echo ${COMPREPLY[@]}";
    String source = "source " + script("completion");

    assertThat(bash("-c", source + "; COMP_WORDS=(oura he); COMP_CWORD=1" + complete))
        .contains("heart-rate");
    assertThat(bash("-c", source + "; COMP_WORDS=(oura export --f); COMP_CWORD=2" + complete))
        .contains("--format");
    assertThat(
            bash("-c", source + "; COMP_WORDS=(oura export --format p); COMP_CWORD=3" + complete))
        .contains("parquet");
  }

  @Test
  void completion_ofAnotherName_completesIt() throws Exception {
    assertThat(script("completion", "--name", "my-oura"))
        .content()
        .containsPattern("complete -F \\S+ -o default my-oura ");
  }
}
