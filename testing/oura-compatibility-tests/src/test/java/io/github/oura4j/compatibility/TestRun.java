// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs test classes of other modules in a Java process of its own, whose working directory is that
 * of a copied module and whose classes are those of the copy.
 *
 * @param exitCode 0 if all tests passed
 * @param output the names of the tests, and the failures
 */
record TestRun(int exitCode, String output) {

  /** Runs test classes with some classes ahead of those of this project. */
  static TestRun of(Path module, List<Path> classesFirst, List<String> testClasses)
      throws IOException, InterruptedException {
    Files.createDirectories(module);
    Path output = Files.createTempFile(module, "tests", ".txt");
    String classPath =
        String.join(
            File.pathSeparator,
            Stream.concat(
                    classesFirst.stream().map(path -> path.toAbsolutePath().toString()),
                    Stream.of(System.getProperty("java.class.path")))
                .toList());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath, TestRun.class.getName()));
    command.addAll(testClasses);
    Process process =
        new ProcessBuilder(command)
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("the tests did not end: " + Files.readString(output));
    }
    return new TestRun(process.exitValue(), Files.readString(output));
  }

  /** Runs the given test classes in this process. */
  public static void main(String[] testClasses) throws ClassNotFoundException {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (String testClass : testClasses) {
      request.selectors(selectClass(Class.forName(testClass)));
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request.build(), summary, new NamePrinter(out));
    summary.getSummary().printFailuresTo(out, 30);
    boolean passed =
        summary.getSummary().getTotalFailureCount() == 0
            && summary.getSummary().getTestsSucceededCount() > 0;
    System.exit(passed ? 0 : 1);
  }

  private record NamePrinter(PrintWriter out) implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        out.println(result.getStatus() + " " + test.getDisplayName());
      }
    }
  }
}
