// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java examples of the page about many people and many processes: they compile, run with a
 * database of their own, and print what the page shows. The other pages are tested by {@code
 * DocumentationTest} of oura-compatibility-tests.
 */
class ScalePageTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-21T09:00:00Z"), ZoneOffset.UTC);

  private static final Path PAGE = Path.of("../../docs/scale.md");

  /** Examples with it need Spark: {@code SparkPageTest} of oura-spark compiles them. */
  private static final String OF_SPARK = "SparkSession";

  /** An example, and what it prints. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n(.*?)```(?:\n\n```text\n(.*?)```)?", Pattern.DOTALL);

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> examples_compileAndPrintWhatThePageShows() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    List<String[]> examples =
        matcher
            .results()
            .filter(found -> !found.group(1).contains(OF_SPARK))
            .map(found -> new String[] {found.group(1), found.group(2)})
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    return examples.stream()
        .map(
            example ->
                dynamicTest(
                    example[0].lines().skip(2).findFirst().orElse(""),
                    () ->
                        assertThat(run(example[0]))
                            .isEqualTo(example[1] == null ? "" : example[1])));
  }

  private String run(String code) throws Exception {
    database.clear();
    Path folder = Files.createTempDirectory(directory, "example");
    compile(source(code), folder);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String key = Base64.getEncoder().encodeToString(TestKeys.key(1).getEncoded());
    try (URLClassLoader loader =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, ScalePageTest.class.getClassLoader());
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        OuraSimulator simulator = OuraSimulator.builder().clock(CLOCK).start();
        OuraClient client =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(simulator.token()))
                .clock(CLOCK)
                .zone(simulator.person().zone())
                .build()) {
      loader
          .loadClass("Example")
          .getMethod("run", String.class, String.class, OuraClient.class, PrintStream.class)
          .invoke(null, database.url(), key, client, out);
    } catch (InvocationTargetException e) {
      throw new AssertionError(code, e.getCause());
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void compile(String source, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("Example.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    boolean isCompiled =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                null,
                compiler
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                    .getJavaFileObjects(file))
            .call();
    assertThat(isCompiled).as("%s%n%s", source, errors).isTrue();
  }

  private static String source(String code) {
    return """
        import com.zaxxer.hikari.*;
        import io.github.oura4j.*;
        import io.github.oura4j.credentials.*;
        import io.github.oura4j.jdbc.*;
        import io.github.oura4j.jdbc.ledger.*;
        import io.github.oura4j.json.*;
        import io.github.oura4j.limit.*;
        import io.github.oura4j.model.*;
        import io.github.oura4j.sync.*;
        import java.sql.Connection;
        import java.sql.PreparedStatement;
        import java.sql.Statement;
        import java.sql.Types;
        import java.time.*;
        import java.util.*;
        import java.util.stream.Stream;
        import javax.crypto.*;
        import javax.crypto.spec.*;

        public class Example {
          public static void run(
              String databaseUrl, String tokenKey, OuraClient client, java.io.PrintStream out)
              throws Exception {
            %s
          }
        }
        """
        .formatted(
            code.replace("System.getenv(\"DATABASE_URL\")", "databaseUrl")
                .replace("System.getenv(\"OURA_TOKEN_KEY\")", "tokenKey")
                .replace("OuraClient.fromEnvironment()", "client")
                .replace("System.out", "out"));
  }
}
