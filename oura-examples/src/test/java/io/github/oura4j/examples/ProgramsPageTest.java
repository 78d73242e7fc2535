// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Compares the page of the manual about the programs with what they print. A command in a block
 * {@code sh} that a block {@code text} follows is run with the made-up person on a fixed day.
 */
class ProgramsPageTest {
  private static final Path PAGE = Path.of("../docs/programs.md");
  private static final String LAUNCHER = "java -jar oura-examples/target/oura-examples.jar ";
  private static final Pattern RUN =
      Pattern.compile(
          "```sh\\n" + Pattern.quote(LAUNCHER) + "([^\\n]*)\\n```\\n\\n```(?:text|json)\\n(.*?)```",
          Pattern.DOTALL);

  @TempDir Path directory;

  /** A command of the page, and the output below it. */
  private record Run(String command, String output) {}

  private static List<Run> runs() throws IOException {
    return RUN.matcher(Files.readString(PAGE))
        .results()
        .map(run -> new Run(run.group(1), run.group(2)))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> commands_printWhatThePageShows() throws IOException {
    return runs().stream()
        .map(
            run ->
                dynamicTest(
                    run.command(), () -> assertThat(print(run.command())).isEqualTo(run.output())));
  }

  @Test
  void page_showsTheOutputOfEveryProgram() throws IOException {
    List<String> programs = new ArrayList<>(Examples.NAMES);

    assertThat(Files.readString(PAGE))
        .contains(programs.stream().map(name -> "## " + name + "\n").toList());
    programs.remove("completion");
    assertThat(runs()).extracting(run -> run.command().split(" ", 2)[0]).containsAll(programs);
  }

  /** Returns what a command prints, with the folder of this test as the current one. */
  private String print(String command) throws IOException {
    Programs programs = new Programs(directory);
    String[] arguments =
        Arrays.stream(command.split(" ", -1))
            .map(
                argument ->
                    List.of("oura", "report.html").contains(argument)
                        ? directory.resolve(argument).toString()
                        : argument)
            .toArray(String[]::new);
    if (arguments[0].equals("simulator")) {
      return simulator(arguments);
    }
    if (arguments[0].equals("login")) {
      Login login = new Login(InputStream.nullInputStream(), ProgramsPageTest::allow);
      new CommandLine(login).parseArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
      assertThat(login.run(programs.context(Map.of(), Ansi.OFF))).isZero();
    } else {
      assertThat(programs.run(arguments)).isZero();
    }
    return programs
        .out()
        .replace(directory + "/", "")
        .replaceAll("localhost(:|%3A)\\d+", "localhost$1PORT")
        .replaceAll("(state|code_challenge)=[\\w-]+", "$1=...");
  }

  /** Runs the simulator on a free port until it says that Ctrl-C ends it. */
  private String simulator(String[] arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Example.Context context =
        new Example.Context(
            Environment.of(Map.of(), directory),
            new InterruptingStream(printed),
            System.err,
            Programs.CLOCK,
            Ansi.OFF);
    List<String> onFreePort =
        Stream.of(arguments).map(argument -> argument.equals("8080") ? "0" : argument).toList();
    assertThat(Examples.run(onFreePort, context)).isZero();
    return printed.toString(StandardCharsets.UTF_8).replaceAll("localhost:\\d+", "localhost:8080");
  }

  /** Interrupts the program as Ctrl-C does. */
  private static final class InterruptingStream extends PrintStream {
    InterruptingStream(OutputStream printed) {
      super(printed, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
      super.println(line);
      if ("Ctrl-C ends it.".equals(line)) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Grants access on the simulator's consent page, but not to the heart rate. */
  private static void allow(URI uri) throws IOException {
    String granted =
        Scope.all().stream()
            .filter(scope -> !scope.equals(Scope.HEARTRATE))
            .map(scope -> "&scope." + scope.name() + "=on")
            .collect(Collectors.joining());
    try {
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build()
          .send(
              HttpRequest.newBuilder(uri.resolve(uri.getPath()))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          uri.getRawQuery() + granted + "&decision=allow"))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
