// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.examples.report.ReportFile;
import io.github.oura4j.examples.report.ReportNumbers;
import io.github.oura4j.examples.report.ReportPage;
import io.github.oura4j.model.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Writes a page with charts of a range of days. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Writes a page with charts and summaries of a range of days.",
      "It shows nights, scores, heart rate, activity, stress, blood oxygen and temperature, in one"
          + " file that requests nothing from anywhere."
    })
final class Report implements Example {
  private static final int DEFAULT_DAYS = 30;
  private static final int MOST_DAYS = 366;

  @Option(
      names = "--last",
      paramLabel = "DAYS",
      converter = LengthConverter.class,
      description = "The last days up to today: 30d (default), or weeks, such as 4w.")
  private @Nullable Integer last;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description = "The first day, such as 2026-03-21, in place of --last.")
  private @Nullable LocalDate since;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = DayConverter.class,
      description = "The last day, with --since. Default: today.")
  private @Nullable LocalDate until;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "The file. Default: report.html. An earlier report is replaced, another file is not."
      })
  private Path file = Path.of("report.html");

  @Option(names = "--json", description = "Print the numbers of the summaries as JSON.")
  private boolean isJson;

  @Override
  public int run(Context context) {
    checkOptions();
    return ShutdownInterrupt.during(() -> write(context));
  }

  private int write(Context context) {
    try (ReportFile target = open();
        ClientSetup opened = ClientSetup.open(context, firstDayToSimulate(context))) {
      ReportData data = fetch(opened);
      String page =
          opened.server().isSimulated() ? ReportPage.renderMadeUp(data) : ReportPage.render(data);
      target.write(page);
      int bytes = page.getBytes(StandardCharsets.UTF_8).length;
      return summarize(data, opened.source(), bytes, context);
    } catch (OuraInterruptedException | ClosedByInterruptException e) {
      context.err().println("Interrupted. Nothing was written.");
      return FAILED;
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " could not be written: the disk may be full, or the folder was removed.", e);
    }
  }

  private ReportFile open() {
    try {
      return ReportFile.open(file);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--out: " + e.getMessage());
    }
  }

  private LocalDate firstDayToSimulate(Context context) {
    return firstDay(LocalDate.now(context.clock())).minusDays(ReportData.DAYS_BEFORE + 1);
  }

  private ReportData fetch(ClientSetup opened) {
    LocalDate lastDay = until == null ? opened.today() : until;
    LocalDate firstDay = firstDay(lastDay);
    DayConverter.requireNotFuture("--since", firstDay, opened);
    DayConverter.requireNotFuture("--until", lastDay, opened);
    checkLength(firstDay, lastDay);
    return ReportData.fetch(opened.client(), firstDay, lastDay);
  }

  private LocalDate firstDay(LocalDate lastDay) {
    return since != null ? since : lastDay.minusDays((last == null ? DEFAULT_DAYS : last) - 1L);
  }

  private void checkOptions() {
    if (last != null && (since != null || until != null)) {
      throw new WrongUseException("Give either --last, or --since and --until.");
    }
    if (until != null && since == null) {
      throw new WrongUseException("--until needs --since: the first day.");
    }
    if (since != null && until != null && since.isAfter(until)) {
      throw new WrongUseException(
          "--since " + since + " is after --until " + until + ". Exchange them.");
    }
  }

  private static void checkLength(LocalDate firstDay, LocalDate lastDay) {
    if (firstDay.plusDays(MOST_DAYS).compareTo(lastDay) <= 0) {
      throw new WrongUseException(
          "The range has more than "
              + MOST_DAYS
              + " days, too many for one page. Choose a shorter one.");
    }
  }

  private int summarize(ReportData data, String source, int bytes, Context context) {
    Map<DataType, String> failures = data.failures();
    failures.forEach((type, reason) -> context.err().println(type.pathName() + ": " + reason));
    if (isJson) {
      context.out().print(json(data, source, bytes));
    } else {
      context
          .out()
          .printf("Wrote %s (%d KB): %s to %s.%n", file, bytes / 1000, data.first(), data.last());
    }
    return failures.isEmpty() ? DONE : DONE_IN_PART;
  }

  private String json(ReportData data, String source, int bytes) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("source", source);
    summary.put("file", file.toAbsolutePath().toString());
    summary.put("bytes", bytes);
    summary.put("first", data.first().toString());
    summary.put("last", data.last().toString());
    summary.put("measures", ReportNumbers.of(data));
    summary.put("missing", data.failures().entrySet().stream().map(Report::missing).toList());
    return Json.print(summary);
  }

  private static Map<String, String> missing(Map.Entry<DataType, String> failure) {
    Map<String, String> missing = new LinkedHashMap<>();
    missing.put("type", failure.getKey().pathName());
    missing.put("reason", failure.getValue());
    return missing;
  }

  private static final class LengthConverter implements ITypeConverter<Integer> {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,4})([dw])");

    @Override
    public Integer convert(String text) {
      Matcher length = LENGTH.matcher(text);
      int days = length.matches() ? days(length) : 0;
      if (days < 1 || days > MOST_DAYS) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is not a number of days. Write 1d to "
                + MOST_DAYS
                + "d, or 1w to 52w.");
      }
      return days;
    }

    private static int days(Matcher length) {
      return Integer.parseInt(length.group(1)) * (length.group(2).equals("w") ? 7 : 1);
    }
  }
}
