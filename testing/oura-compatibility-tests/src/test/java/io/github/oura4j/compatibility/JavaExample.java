// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Compiles and runs a Java example of the documentation. {@code OuraClient.fromEnvironment()} is
 * replaced by a client of a simulator whose clock stands still, so that the output is always the
 * same. {@code OuraSimulator.start()} returns the simulator that the caller of this class supplies.
 * An example that is a test class with a simulator runs as a test.
 */
record JavaExample(String code, Path folder) {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-21T09:00:00Z"), ZoneOffset.UTC);

  private static final Pattern TEST_CLASS =
      Pattern.compile(
          "^(?:@OuraSimulatorTest\\R+)?class (\\w+) \\{\\R  @(?:Test|RegisterExtension)\\R",
          Pattern.MULTILINE);

  /** Returns what the example prints; nothing if it is a test class, whose tests must succeed. */
  String run() throws Exception {
    return run(OuraSimulator::start);
  }

  /**
   * Returns what the example prints.
   *
   * @param started supplies the simulator that an example starts
   * @throws java.lang.reflect.InvocationTargetException with the exception that the example throws
   */
  String run(Supplier<OuraSimulator> started) throws Exception {
    compile();
    Matcher testClass = TEST_CLASS.matcher(code);
    if (testClass.find()) {
      runTests(testClass.group(1));
      return "";
    }
    return runMethod(started);
  }

  private void runTests(String className) throws Exception {
    try (URLClassLoader loader = classLoader()) {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(loader.loadClass(className)))
                  .build(),
              listener);
      assertThat(listener.getSummary().getFailures())
          .extracting(TestExecutionSummary.Failure::getException)
          .isEmpty();
      assertThat(listener.getSummary().getTestsSucceededCount()).isPositive();
    }
  }

  private URLClassLoader classLoader() throws IOException {
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, JavaExample.class.getClassLoader());
  }

  private String runMethod(Supplier<OuraSimulator> started) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (OuraSimulator simulator = OuraSimulator.builder().clock(CLOCK).start();
        URLClassLoader loader = classLoader();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      Supplier<OuraClient> environment =
          () ->
              OuraClient.builder()
                  .baseUrl(simulator.baseUrl())
                  .credentials(Credentials.token(simulator.token()))
                  .clock(CLOCK)
                  .zone(simulator.person().zone())
                  .build();
      loader
          .loadClass("Example")
          .getMethod("run", Supplier.class, Supplier.class, PrintStream.class)
          .invoke(null, environment, started, out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void compile() throws IOException {
    Path file = Files.writeString(folder.resolve("Example.java"), source());
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
    assertThat(isCompiled).as("%s%n%s", code, errors).isTrue();
  }

  private String source() {
    return """
        import io.github.oura4j.*;
        import io.github.oura4j.credentials.*;
        import io.github.oura4j.dataframe.*;
        import io.github.oura4j.dataframe.file.*;
        import io.github.oura4j.error.*;
        import io.github.oura4j.http.*;
        import io.github.oura4j.json.*;
        import io.github.oura4j.limit.*;
        import io.github.oura4j.metrics.*;
        import io.github.oura4j.model.*;
        import io.github.oura4j.simulator.*;
        import io.github.oura4j.simulator.junit.*;
        import io.github.oura4j.sync.*;
        import io.github.oura4j.testkit.*;
        import io.github.oura4j.timeline.*;
        import io.github.oura4j.webhook.*;
        import io.github.resilience4j.ratelimiter.*;
        import io.github.resilience4j.retry.*;
        import io.micrometer.core.instrument.simple.*;
        import java.net.URI;
        import java.nio.file.*;
        import java.time.*;
        import java.util.*;
        import java.util.function.Supplier;
        import org.dflib.*;
        import org.dflib.window.*;
        import org.junit.jupiter.api.Test;
        import org.junit.jupiter.api.extension.RegisterExtension;
        import static org.dflib.Exp.*;
        import static org.junit.jupiter.api.Assertions.*;

        %s
        """
        .formatted(TEST_CLASS.matcher(code).find() ? code : method());
  }

  private String method() {
    return """
        public class Example {
          public static void run(
              Supplier<OuraClient> environment, Supplier<OuraSimulator> started, java.io.PrintStream out)
              throws Exception {
            %s
          }
        }
        """
        .formatted(
            code.replace("OuraClient.fromEnvironment()", "environment.get()")
                .replace("OuraSimulator.start()", "started.get()")
                .replace("System.out", "out"));
  }
}
