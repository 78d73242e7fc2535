// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** A copy of what openapi/ holds, to take to other exports. */
record ScratchProject(Path folder) {
  private static final Path OPENAPI = Path.of("../openapi");
  private static final ObjectMapper JSON = new ObjectMapper();

  record Outcome(int exitCode, String out, String err) {}

  static ScratchProject in(Path folder) {
    copy("oura-v2.yaml", folder);
    for (String file : List.of("names", "corrections", "words", "withdrawn")) {
      copy("overlay/" + file + ".yaml", folder);
    }
    copy("src/test/resources/newest-export.facts.json", folder);
    return new ScratchProject(folder);
  }

  private static void copy(String file, Path folder) {
    try {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(OPENAPI.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An export without its prose, as it lies with the tests of openapi/. */
  static JsonNode export(String file) {
    try {
      return JSON.readTree(OPENAPI.resolve("src/test/resources").resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs import or update with an export of this number. */
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
    int exitCode = new OuraOpenApi(printing(out), printing(err)).run(args);
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
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
