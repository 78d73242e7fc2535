// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.benchmarks.Row.Target;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how long a fresh process takes that lists 30 daily documents once over loopback and
 * ends: with the client, with the client and a class-data archive, and with a hand-written program.
 */
final class FirstCallRows {
  private static final Workload WORKLOAD = Workload.DAILY_DOCUMENTS;

  /** The programs that are compared. */
  private enum Program {
    BY_HAND,
    OURA4J
  }

  private FirstCallRows() {}

  static List<Row> measure(Effort effort) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("first-call");
    try (PageServer server = PageServer.start(WORKLOAD.pages(), Duration.ZERO)) {
      String classPath = classPath(folder);
      Path archive = folder.resolve("oura4j.jsa");
      List<String> byHand = command(classPath, List.of(), server, Program.BY_HAND);
      List<String> oura4j = command(classPath, List.of(), server, Program.OURA4J);
      List<String> archived =
          command(classPath, List.of("-XX:SharedArchiveFile=" + archive), server, Program.OURA4J);
      run(
          command(
              classPath,
              List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-Xlog:all=error"),
              server,
              Program.OURA4J));
      List<Samples> seconds = inTurns(effort.firstCalls(), List.of(byHand, oura4j, archived));
      return rows(seconds.get(0), seconds.get(1), seconds.get(2));
    } finally {
      delete(folder);
    }
  }

  private static List<Row> rows(Samples byHand, Samples oura4j, Samples archived) {
    return List.of(
        new Row(
            "first call of a fresh process",
            Target.atMost(1.05, "x by hand"),
            oura4j.dividedBy(byHand),
            String.format(Locale.ROOT, "%.2f s, by hand %.2f s", oura4j.median(), byHand.median())),
        new Row(
            "first call with a class-data archive",
            Target.atMost(0.6, "x by hand without one"),
            archived.dividedBy(byHand),
            String.format(Locale.ROOT, "%.2f s", archived.median())));
  }

  /** Returns how long each command takes in seconds. The first turn only fills caches. */
  private static List<Samples> inTurns(int turns, List<List<String>> commands)
      throws IOException, InterruptedException {
    List<List<Double>> seconds =
        commands.stream().<List<Double>>map(each -> new ArrayList<>()).toList();
    for (int turn = -1; turn < turns; turn++) {
      for (int i = 0; i < commands.size(); i++) {
        int next = (turn + 1 + i) % commands.size();
        double duration = run(commands.get(next));
        if (turn >= 0) {
          seconds.get(next).add(duration);
        }
      }
    }
    return seconds.stream().map(Samples::new).toList();
  }

  private static double run(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("A process failed. Its error is above.");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<String> command(
      String classPath, List<String> options, PageServer server, Program program) {
    return Contestant.command(classPath, FirstCallRows.class, options, server.baseUrl(), program);
  }

  /** Returns a class path of jars only, because no archive is made of classes in folders. */
  private static String classPath(Path folder) throws IOException {
    Path benchmarks = ClientJars.location(FirstCallRows.class);
    Path jar = Files.isDirectory(benchmarks) ? Jars.pack(benchmarks, folder) : benchmarks;
    return Stream.concat(Stream.of(jar, ClientJars.client()), ClientJars.dependencies().stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /**
   * Lists once.
   *
   * @param arguments the base URL and the program
   * @throws Exception if a request fails
   */
  public static void main(String[] arguments) throws Exception {
    int documents =
        Program.valueOf(arguments[1]) == Program.BY_HAND
            ? new HandWritten(arguments[0], WORKLOAD).list().size()
            : list(arguments[0]);
    if (documents == 0) {
      throw new IllegalStateException("The list is empty.");
    }
  }

  private static int list(String baseUrl) {
    try (OuraClient client = Clients.unlimited(baseUrl)) {
      return WORKLOAD.list(client).size();
    }
  }
}
