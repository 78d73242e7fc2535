// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line. */
record Arguments(Command command, Path export, Path project, @Nullable Path out) {
  private static final String USAGE =
      """
      usage: java -jar oura-openapi.jar import EXPORT.json [--out FILE] [--project FOLDER]
             java -jar oura-openapi.jar facts  EXPORT.json [--out FILE] [--project FOLDER]

        import            turns Oura's published API description into ours, oura-v2.yaml
        facts             keeps a copy of an export without its prose for the tests
        --out FILE        where to write to, in place of the file in the project folder
        --project FOLDER  the folder with overlay/; default: the one that this program was built in""";

  enum Command {
    IMPORT,
    FACTS
  }

  /** Reads the arguments, or refuses them with the usage. */
  static Arguments parse(String... args) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    Command command = command(rest.poll());
    Path export = null;
    Path project = null;
    Path out = null;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      if (argument.equals("--out") && out == null) {
        out = path(rest.poll());
      } else if (argument.equals("--project") && project == null) {
        project = path(rest.poll());
      } else if (!argument.startsWith("-") && export == null) {
        export = path(argument);
      } else {
        throw misused("'" + argument + "' is not expected here");
      }
    }
    if (export == null) {
      throw misused("the export is missing");
    }
    return new Arguments(command, export, project == null ? ownProject() : project, out);
  }

  Path overlayFolder() {
    return project.resolve("overlay");
  }

  /** The file to write to: the one asked for, or the one that belongs there. */
  Path out(String inProject) {
    return out == null ? project.resolve(inProject) : out;
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
      throw misused("'" + argument + "' is not the name of a file");
    }
  }

  private static RefusedException misused(String why) {
    return new RefusedException(why + "\n" + USAGE);
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
      // Said below.
    }
    throw misused("where the project is cannot be told from here; name it with --project");
  }
}
