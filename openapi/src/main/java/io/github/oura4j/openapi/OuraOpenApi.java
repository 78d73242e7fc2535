// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import io.github.oura4j.openapi.document.AtomicFiles;
import io.github.oura4j.openapi.document.DescriptionYaml;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.export.ExportFacts;
import io.github.oura4j.openapi.export.ExportNumber;
import io.github.oura4j.openapi.export.ExportReader;
import io.github.oura4j.openapi.update.Import;
import io.github.oura4j.openapi.update.Report;
import io.github.oura4j.openapi.update.Update;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** The command line: converts Oura's published exports to {@code oura-v2.yaml}. */
public final class OuraOpenApi {
  private final PrintStream out;
  private final PrintStream err;

  /**
   * Creates a command line.
   *
   * @param out receives reports and results
   * @param err receives errors and notices
   */
  public OuraOpenApi(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs one command and ends with its exit code.
   *
   * @param args the command, its files and options
   */
  public static void main(String[] args) {
    System.exit(new OuraOpenApi(System.out, System.err).run(args));
  }

  /**
   * Runs one command.
   *
   * @param args the command, its files and options
   * @return the exit code: 0 if done, 1 if the input is invalid, 2 if a check found changes
   */
  public int run(String... args) {
    try {
      Arguments arguments = Arguments.parse(args);
      return switch (arguments.command()) {
        case UPDATE -> update(arguments);
        case IMPORT -> importExport(arguments);
        case FACTS -> writeFacts(arguments);
      };
    } catch (InvalidInputException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private int update(Arguments arguments) {
    Update update = Update.to(arguments.export(), arguments.project());
    Report report = update.report();
    String markdown = report.markdown();
    out.print(markdown);
    if (arguments.report() != null) {
      AtomicFiles.write(markdown, arguments.report());
    }
    if (arguments.json() != null) {
      AtomicFiles.write(report.json(), arguments.json());
    }
    if (arguments.isCheck()) {
      return update.isSame() ? 0 : 2;
    }
    update.requireNothingUncertain();
    if (!update.isWritten()) {
      update.write();
      err.println(
          "wrote the names, the retired elements, the facts and oura-v2.yaml; `git diff` shows the changes");
    }
    return 0;
  }

  private int importExport(Arguments arguments) {
    Path target = arguments.out(arguments.project().description());
    Import result = Import.of(arguments.export(), arguments.project());
    AtomicFiles.write(DescriptionYaml.of(result.description()), target);
    result.notices().forEach(err::println);
    int operations = result.description().get("paths").findValues("operationId").size();
    int schemas = result.description().get("components").get("schemas").size();
    out.println(shown(target) + ": " + operations + " operations, " + schemas + " schemas");
    return 0;
  }

  private int writeFacts(Arguments arguments) {
    Path target = arguments.out(arguments.project().facts());
    Export export = ExportReader.read(arguments.export());
    Optional<ExportNumber> number = ExportNumber.of(arguments.export(), export);
    AtomicFiles.write(ExportFacts.of(export, number) + "\n", target);
    out.println(shown(target) + ": the export without its prose");
    return 0;
  }

  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : file;
  }
}
