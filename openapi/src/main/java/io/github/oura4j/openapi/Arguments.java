// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.update.ProjectFiles;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parsed arguments of the command line. */
record Arguments(
    Command command,
    Path export,
    ProjectFiles project,
    @Nullable Path out,
    boolean isCheck,
    @Nullable Path report,
    @Nullable Path json) {
  private static final String USAGE =
      """
      usage: java -jar oura-openapi.jar update EXPORT.json [--check] [--report FILE] [--json FILE] [--project FOLDER]
             java -jar oura-openapi.jar import EXPORT.json [--out FILE] [--project FOLDER]
             java -jar oura-openapi.jar facts  EXPORT.json [--out FILE] [--project FOLDER]

        update            reports what a new export changes, and updates the project to it
        import            converts Oura's published API description to ours, oura-v2.yaml
        facts             writes an export without its prose, for the tests
        --check           only reports, writes nothing; exit code 0: no change, 2: changes, 1: invalid input
        --report FILE     also writes the report (Markdown) to a file
        --json FILE       writes the report as JSON
        --out FILE        the output file; default: the one in the project folder
        --project FOLDER  the folder that contains overlay/; default: the one that this program was built in""";

  enum Command {
    UPDATE("--project --report --json"),
    IMPORT("--project --out"),
    FACTS("--project --out");

    private final String options;

    Command(String options) {
      this.options = options;
    }

    private boolean accepts(String option) {
      return Keywords.set(options).contains(option);
    }
  }

  /** Parses the arguments; an error message includes the usage. */
  static Arguments parse(String... args) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    Command command = command(rest.poll());
    Path export = null;
    Map<String, Path> files = new HashMap<>();
    boolean isCheck = false;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      if (command.accepts(argument) && !files.containsKey(argument)) {
        files.put(argument, path(rest.poll()));
      } else if (argument.equals("--check") && command == Command.UPDATE && !isCheck) {
        isCheck = true;
      } else if (!argument.startsWith("-") && export == null) {
        export = path(argument);
      } else {
        throw misused("'" + argument + "' is not expected here");
      }
    }
    if (export == null) {
      throw misused("the export is missing");
    }
    Path project = files.get("--project");
    return new Arguments(
        command,
        export,
        new ProjectFiles(project == null ? ownProject() : project),
        files.get("--out"),
        isCheck,
        files.get("--report"),
        files.get("--json"));
  }

  /** Returns the output file: that of {@code --out}, or the given one. */
  Path out(Path inProject) {
    return out == null ? inProject : out;
  }

  private static Command command(@Nullable String word) {
    for (Command command : Command.values()) {
      if (command.name().toLowerCase(Locale.ROOT).equals(word)) {
        return command;
      }
    }
    throw misused(word == null ? "a command is missing" : "'" + word + "' is not a command");
  }

  private static Path path(@Nullable String argument) {
    if (argument == null || argument.isBlank()) {
      throw misused("a file or folder is missing");
    }
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw misused("'" + argument + "' is not a file name");
    }
  }

  private static InvalidInputException misused(String why) {
    return new InvalidInputException(why + "\n" + USAGE);
  }

  /** The folder above {@code target/}, where the jar and the classes are built. */
  private static Path ownProject() {
    CodeSource source = Arguments.class.getProtectionDomain().getCodeSource();
    try {
      Path target = source == null ? null : Path.of(source.getLocation().toURI()).getParent();
      if (target != null && target.getParent() != null) {
        return target.getParent();
      }
    } catch (URISyntaxException e) {
      // Reported below.
    }
    throw misused("the project folder cannot be determined; specify it with --project");
  }
}
