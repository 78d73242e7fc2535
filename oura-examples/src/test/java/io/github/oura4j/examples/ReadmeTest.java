// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs every Java example of the README, and compares what it prints with what the
 * README says.
 */
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\\n(.*?)```(?:\\n\\n```text\\n(.*?)```)?", Pattern.DOTALL);
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> readme_everyExample_compilesAndPrintsWhatItSays() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    List<MatchResult> examples = EXAMPLE.matcher(readme).results().toList();
    assertThat(examples).hasSizeGreaterThan(3);
    return examples.stream()
        .map(
            example ->
                dynamicTest(
                    example.group(1).lines().findFirst().orElseThrow(),
                    () -> check(example.group(1), example.group(2), examples.indexOf(example))));
  }

  private void check(String code, String expected, int number) throws Exception {
    String printed = run(compile(code, "Example" + number), "Example" + number);
    if (expected != null) {
      assertThat(printed).isEqualTo(expected);
    }
  }

  /** The environment of the example is a simulator; what it prints is caught. */
  private Path compile(String code, String name) throws IOException {
    String source =
        """
        import io.github.oura4j.*;
        import io.github.oura4j.credentials.*;
        import io.github.oura4j.error.*;
        import io.github.oura4j.json.*;
        import io.github.oura4j.limit.*;
        import io.github.oura4j.model.*;
        import io.github.oura4j.simulator.*;
        import io.github.oura4j.timeline.*;
        import io.github.oura4j.webhook.*;
        import java.net.URI;
        import java.time.*;
        import java.util.*;
        import java.util.function.Supplier;

        public class %s {
          public static void run(Supplier<OuraClient> environment, java.io.PrintStream out) throws Exception {
            %s
          }
        }
        """
            .formatted(
                name,
                code.replace("OuraClient.fromEnvironment()", "environment.get()")
                    .replace("System.out", "out"));
    Path folder = Files.createDirectories(directory.resolve(name));
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    boolean isCompiled =
        compiler
            .getTask(
                complaints,
                null,
                null,
                List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                null,
                compiler
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                    .getJavaFileObjects(file))
            .call();
    assertThat(isCompiled).as("%s%n%s", code, complaints).isTrue();
    return folder;
  }

  private static String run(Path classes, String name) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (OuraSimulator simulator =
            OuraSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, ReadmeTest.class.getClassLoader());
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      Supplier<OuraClient> environment =
          () ->
              OuraClient.builder()
                  .baseUrl(simulator.baseUrl())
                  .credentials(Credentials.token(simulator.token()))
                  .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                  .zone(simulator.person().zone())
                  .build();
      loader
          .loadClass(name)
          .getMethod("run", Supplier.class, PrintStream.class)
          .invoke(null, environment, out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
