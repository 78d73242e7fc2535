// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.OuraOpenApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the openapi project in a temporary folder, in which tests run the import program with
 * other exports.
 *
 * @param folder the folder of the copy
 */
record ScratchProject(Path folder) {
  private static final Path OPENAPI = Path.of("../../openapi");
  private static final String NEWEST = "src/test/resources/newest-export.facts.json";
  private static final String HISTORY = "src/test/resources/history/";
  private static final ObjectMapper JSON = new ObjectMapper();

  record Outcome(int exitCode, String out, String err) {}

  /** Returns a copy of the project in its current state. */
  static ScratchProject in(Path folder) {
    for (String file : List.of("names", "corrections", "descriptions", "withdrawn")) {
      copy("overlay/" + file + ".yaml", folder.resolve("overlay/" + file + ".yaml"));
    }
    copy("oura-v2.yaml", folder.resolve("oura-v2.yaml"));
    copy(NEWEST, folder.resolve(NEWEST));
    return new ScratchProject(folder);
  }

  /**
   * Returns a project that has imported a past export, with the names and corrections of that time,
   * so that tests of the past do not depend on the newest export.
   */
  static ScratchProject at(String number, Path folder) {
    copy(HISTORY + "overlay/names.yaml", folder.resolve("overlay/names.yaml"));
    copy(HISTORY + "overlay/corrections.yaml", folder.resolve("overlay/corrections.yaml"));
    copy("overlay/descriptions.yaml", folder.resolve("overlay/descriptions.yaml"));
    write(folder.resolve("overlay/withdrawn.yaml"), "withdrawn: []\n");
    copy(HISTORY + "openapi-" + number + ".facts.json", folder.resolve(NEWEST));
    ScratchProject project = new ScratchProject(folder);
    Outcome outcome = project.run("import", number, export(number));
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(outcome.err());
    }
    return project;
  }

  private static void copy(String file, Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(OPENAPI.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the newest export without its descriptions. */
  static ObjectNode newestExport() {
    return read(NEWEST);
  }

  /** Returns a past export without its descriptions. */
  static ObjectNode export(String number) {
    return read(HISTORY + "openapi-" + number + ".facts.json");
  }

  private static ObjectNode read(String file) {
    try {
      return (ObjectNode) JSON.readTree(OPENAPI.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns Oura's current name of a schema. */
  static String ouraName(String ourName) {
    try (Stream<String> lines = Files.lines(OPENAPI.resolve("overlay/names.yaml"))) {
      return lines
          .filter(line -> line.endsWith(": " + ourName))
          .map(line -> line.substring(0, line.indexOf(':')).strip())
          .findFirst()
          .orElse(ourName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command of the import program, import or update, with an export. */
  Outcome run(String command, String number, JsonNode export, String... options) {
    Path file = folder.resolve("openapi-" + number + ".json");
    write(file, export.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = new String[options.length + 4];
    args[0] = command;
    args[1] = file.toString();
    args[2] = "--project";
    args[3] = folder.toString();
    System.arraycopy(options, 0, args, 4, options.length);
    int exitCode = new OuraOpenApi(printStream(out), printStream(err)).run(args);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Path description() {
    return folder.resolve("oura-v2.yaml");
  }

  GeneratedCode generate(String name) {
    return GeneratedCode.of(description(), folder.resolve(name));
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream printStream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
