// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The launcher in a process of its own, without the environment of the user who runs the tests. */
final class ChildProcess {
  private ChildProcess() {}

  static ProcessBuilder of(
      Path directory, Map<String, String> variables, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Examples.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("OURA_"));
    process.environment().putAll(variables);
    return process;
  }
}
