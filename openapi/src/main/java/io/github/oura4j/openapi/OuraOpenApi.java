// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import java.io.PrintStream;
import java.nio.file.Path;

/** The command line: turns Oura's published export into {@code oura-v2.yaml}. */
public final class OuraOpenApi {
  private final PrintStream out;
  private final PrintStream err;

  OuraOpenApi(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs one command and ends with exit code 0, or with 1 when it was refused.
   *
   * @param args the command, its files and options
   */
  public static void main(String[] args) {
    System.exit(new OuraOpenApi(System.out, System.err).run(args));
  }

  int run(String... args) {
    try {
      Arguments arguments = Arguments.parse(args);
      switch (arguments.command()) {
        case IMPORT -> importExport(arguments);
        case FACTS -> keepFacts(arguments);
      }
      return 0;
    } catch (RefusedException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private void importExport(Arguments arguments) {
    Path target = arguments.out("oura-v2.yaml");
    Export export = ExportReader.read(arguments.export());
    DescriptionImport.Result result =
        DescriptionImport.withDataIn(arguments.overlayFolder()).run(export);
    WholeFile.write(DescriptionYaml.of(result.description()), target);
    result.notices().forEach(err::println);
    int operations = result.description().get("paths").findValues("operationId").size();
    int schemas = result.description().get("components").get("schemas").size();
    out.println(shown(target) + ": " + operations + " operations, " + schemas + " schemas");
  }

  private void keepFacts(Arguments arguments) {
    String name =
        arguments.export().getFileName().toString().replaceFirst("(\\.json)?$", ".facts.json");
    Path target = arguments.out("src/test/resources/" + name);
    WholeFile.write(FactsOnly.of(ExportReader.read(arguments.export())) + "\n", target);
    out.println(shown(target) + ": the export without its prose");
  }

  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : file;
  }
}
