// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.examples.data.HistoryExport;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistoryReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Exports a person's history as files, and updates them when it runs again. */
@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Exports a person's history as files. Run it again to update them.",
      "It can be stopped at any time, and continues when it runs again."
    })
final class Export implements Example {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the files. It is created if it does not exist.")
  private Path folder = Path.of("");

  @Option(
      names = "--since",
      required = true,
      paramLabel = "DATE",
      converter = DayConverter.class,
      description = "The first day, such as 2026-03-21.")
  private LocalDate since = DayConverter.EARLIEST;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description = "The last day. Default: today.")
  private @Nullable LocalDate until;

  @Option(
      names = "--types",
      paramLabel = "TYPE",
      split = ",",
      converter = TypeConverter.class,
      description = "The data types, such as sleep,heartrate. Default: all.")
  private Set<DataType> types = EnumSet.allOf(DataType.class);

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      completionCandidates = FormatNames.class,
      description = "ndjson (default), csv or parquet.")
  private DocumentFormat format = DocumentFormat.ndjson();

  @Option(
      names = "--person",
      paramLabel = "KEY",
      description = {
        "A name for the person, in place of Oura's id, which needs the scope personal.",
        "Only a hash of it is stored, to keep the files of two people apart."
      })
  private @Nullable String person;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean isJson;

  @Override
  public int run(Context context) {
    checkFolder();
    checkDays();
    return ShutdownInterrupt.during(() -> export(context));
  }

  private int export(Context context) {
    try (ClientSetup opened = ClientSetup.open(context, since)) {
      LocalDate lastDay = until == null ? opened.today() : until;
      DayConverter.requireNotFuture("--since", since, opened);
      DayConverter.requireNotFuture("--until", lastDay, opened);
      HistoryExport export = new HistoryExport(folder, format, types, since, lastDay);
      return summarize(run(export, opened.client(), context), opened.source(), context);
    } catch (OuraInterruptedException e) {
      context
          .err()
          .println(
              "Interrupted. The files in "
                  + folder
                  + " are complete, with everything that was fetched. Run the same command again to"
                  + " continue.");
      return DONE_IN_PART;
    }
  }

  private void checkFolder() {
    if (folder.toString().isEmpty()) {
      throw new WrongUseException("--out is empty. Choose a folder, such as oura.");
    }
    for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.isRegularFile(path)) {
        throw new WrongUseException("--out: " + path + " is a file. Choose a folder.");
      }
    }
  }

  private void checkDays() {
    if (until != null && since.isAfter(until)) {
      throw new WrongUseException(
          "--since " + since + " is after --until " + until + ". Exchange them.");
    }
  }

  private HistoryReport run(HistoryExport export, OuraClient oura, Context context) {
    try (ExportProgress progress = new ExportProgress(context.err(), Terminal.isInteractive())) {
      return export.run(oura, person == null ? fetchPersonId(oura) : person, progress);
    }
  }

  private static String fetchPersonId(OuraClient oura) {
    try {
      String id = oura.personalInfo().get().id();
      if (id != null) {
        return id;
      }
    } catch (AuthenticationException | PermissionException e) {
      throw new IllegalArgumentException(
          e.getMessage()
              + " Nothing was exported. If only the scope personal is missing, name the person:"
              + " --person KEY, the same each time.");
    }
    throw new IllegalArgumentException(
        "Oura did not return the person's id. Name the person: --person KEY, the same each time.");
  }

  private int summarize(HistoryReport report, String source, Context context) {
    ExportSummary summary = new ExportSummary(report, folder, source);
    context.out().print(isJson ? summary.json() : summary.table());
    context.err().print(summary.reasons());
    return summary.exitCode();
  }

  /** For the completion of command lines. */
  private static final class FormatNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    FormatNames() {
      super(List.of("ndjson", "csv", "parquet"));
    }
  }

  private static final class FormatConverter implements ITypeConverter<DocumentFormat> {
    @Override
    public DocumentFormat convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "ndjson" -> DocumentFormat.ndjson();
        case "csv" -> DocumentFormat.csv();
        case "parquet" -> DocumentFormat.parquet();
        default ->
            throw new TypeConversionException(
                "'" + text + "' is not a format. Choose ndjson, csv or parquet.");
      };
    }
  }

  private static final class TypeConverter implements ITypeConverter<DataType> {
    @Override
    public DataType convert(String text) {
      return Arrays.stream(DataType.values())
          .filter(type -> type.pathName().equalsIgnoreCase(text.strip()))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is not a data type. Choose from " + known() + "."));
    }

    private static String known() {
      return Arrays.stream(DataType.values())
          .map(DataType::pathName)
          .collect(Collectors.joining(", "));
    }
  }
}
