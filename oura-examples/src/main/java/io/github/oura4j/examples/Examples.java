// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.Environment;
import io.github.oura4j.error.OuraException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The launcher of the example programs: {@code java -jar oura-examples.jar NAME}. */
@Command(
    name = "java -jar oura-examples.jar",
    synopsisSubcommandLabel = "NAME",
    commandListHeading = "%nPrograms:%n",
    description = {
      "Example programs for the Oura API. NAME --help describes one.",
      "Without an access token they use a made-up person from the built-in simulator."
    },
    footer = {
      "",
      "An assistant reads the data through an MCP server, which has a jar of its own:",
      "java -jar extensions/oura-mcp/target/oura-mcp.jar --help",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong use, 3 done in part.",
    })
public final class Examples {
  static final List<String> NAMES =
      List.of(
          "quickstart",
          "login",
          "sleep",
          "heart-rate",
          "report",
          "export",
          "dataframe",
          "webhooks",
          "simulator",
          "completion");

  /** Never read: picocli prints the help instead of running the program. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Prints this help.")
  private boolean isHelpRequested;

  private Examples() {}

  /**
   * Runs the program that the first argument names, and ends the process with its exit code.
   *
   * @param arguments the name of the program, followed by its own arguments
   */
  public static void main(String[] arguments) {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Ansi ansi = Ansi.valueOf(Terminal.hasColors(System.getenv(), Terminal.isInteractive()));
    int status =
        output.exitCode(
            run(
                Arrays.asList(arguments),
                new Example.Context(Environment.ofProcess(), out, err, Clock.systemUTC(), ansi)),
            err);
    if (status != Example.DONE) {
      System.exit(status);
    }
  }

  static int run(List<String> arguments, Example.Context context) {
    return launcher(needed(arguments))
        .setColorScheme(CommandLine.Help.defaultColorScheme(context.ansi()))
        .setOut(writer(context.out()))
        .setErr(writer(context.err()))
        .setParameterExceptionHandler((exception, ignored) -> explain(exception, context))
        .setExecutionStrategy(parsed -> run(parsed, context))
        .execute(arguments.toArray(String[]::new));
  }

  /**
   * Returns the launcher with some of its programs. An argument is taken as it is: it is not the
   * name of a file with arguments, and quotes in it have no meaning.
   */
  static CommandLine launcher(List<String> names) {
    CommandLine launcher = new CommandLine(new Examples());
    names.forEach(name -> launcher.addSubcommand(program(name)));
    return launcher.setExpandAtFiles(false).setSplitQuotedStrings(true);
  }

  /** Returns the program to run, or all if it is not clear: no other is loaded, to start fast. */
  private static List<String> needed(List<String> arguments) {
    return !arguments.isEmpty() && NAMES.contains(arguments.get(0))
        ? arguments.subList(0, 1)
        : NAMES;
  }

  private static Example program(String name) {
    return switch (name) {
      case "quickstart" -> new Quickstart();
      case "login" -> new Login();
      case "sleep" -> new LastNight();
      case "heart-rate" -> new HeartRateDay();
      case "completion" -> new Completion();
      case "webhooks" -> new WebhookEvents();
      case "export" -> new Export();
      case "dataframe" -> new LateWorkouts();
      case "simulator" -> new Simulator();
      case "report" -> new Report();
      default -> throw new IllegalArgumentException("There is no program " + name + ".");
    };
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int run(ParseResult parsed, Example.Context context) {
    Integer helpPrinted = CommandLine.executeHelpRequest(parsed);
    if (helpPrinted != null) {
      return helpPrinted;
    }
    CommandLine launcher = parsed.commandSpec().commandLine();
    if (!parsed.hasSubcommand()) {
      throw new ParameterException(launcher, "NAME is missing. Choose " + choice(NAMES) + ".");
    }
    CommandLine command = parsed.subcommand().commandSpec().commandLine();
    Example program = command.getCommand();
    try {
      return program.run(context);
    } catch (WrongUseException e) {
      throw new ParameterException(command, e.getMessage());
    } catch (OuraException | IllegalArgumentException | UncheckedIOException e) {
      context.err().println(e.getMessage());
      return Example.FAILED;
    } catch (RuntimeException defect) {
      context.err().println(describe(defect));
      return Example.FAILED;
    }
  }

  /** Returns where a program failed, without the message, which may contain values. */
  private static String describe(RuntimeException defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    return "The program has a defect: "
        + defect.getClass().getSimpleName()
        + (trace.length == 0 ? "" : " at " + trace[0])
        + ". Please report it.";
  }

  /** Returns a message of the parser, which has no period, or one of these programs. */
  private static String sentence(String message) {
    String capitalized = Character.toUpperCase(message.charAt(0)) + message.substring(1);
    return message.endsWith(".") ? capitalized : capitalized + ".";
  }

  /** Returns a message, which is that of the parser only if it is plain. */
  private static String describe(ParameterException exception) {
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(exception.getMessage())
          .replaceFirst("^Error: (.*) are mutually exclusive.*", "Give only one of $1.")
          .replaceFirst("is not an? (int|long)$", "is not a whole number.");
    }
    CommandLine command = exception.getCommandLine();
    String argument = unmatched.getUnmatched().get(0);
    String kind = unmatched.isUnknownOption() ? "option" : "argument";
    if (command.getParent() != null) {
      return "The program %s has no %s '%s'.".formatted(command.getCommandName(), kind, argument);
    }
    return unmatched.isUnknownOption()
        ? "There is no option '" + argument + "'."
        : "There is no program '" + argument + "'. Choose " + choice(NAMES) + ".";
  }

  private static String choice(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static int explain(ParameterException exception, Example.Context context) {
    CommandLine command = exception.getCommandLine();
    context.err().println(sentence(describe(exception)));
    context.err().println("For help: " + command.getCommandSpec().qualifiedName() + " --help");
    return Example.WRONG_USE;
  }
}
