// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.sync.HistoryReport;
import io.github.oura4j.sync.HistoryResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an export did, for people and for programs.
 *
 * @param report the report of the history
 * @param folder where the files are
 * @param source whose data it is
 */
record ExportSummary(HistoryReport report, Path folder, String source) {
  private static final String ROW = "%-26s %11s %11s %11s %11s  %s%n";

  /** Returns 0 if nothing is missing, 3 if there is something, and 1 if there is nothing. */
  int exitCode() {
    if (report.isComplete()) {
      return Example.DONE;
    }
    boolean hasAnything =
        report.results().stream()
            .anyMatch(result -> result.outcome().isComplete() || result.rows() > 0);
    return hasAnything ? Example.DONE_IN_PART : Example.FAILED;
  }

  /** Returns a table with a line for each data type. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(ROW.formatted("type", "rows", "new", "replaced", "removed", "outcome"));
    report.results().forEach(result -> table.append(row(result)));
    return table.append("%nThe files are in %s.%n".formatted(folder)).toString();
  }

  private static String row(HistoryResult result) {
    return ROW.formatted(
        result.dataType().pathName(),
        number(result.rows()),
        number(result.changes().added()),
        number(result.changes().replaced()),
        number(result.changes().removed()),
        result.outcome().label());
  }

  private static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Returns a line for each data type that is not complete, with the reason. */
  String reasons() {
    return report.results().stream()
        .flatMap(
            result ->
                result.reason().stream()
                    .map(reason -> result.dataType().pathName() + ": " + reason + "\n"))
        .collect(Collectors.joining());
  }

  /** Returns a JSON object with the same content as the table and the reasons. */
  String json() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("source", source);
    summary.put("folder", folder.toAbsolutePath().toString());
    summary.put("complete", report.isComplete());
    summary.put("types", report.results().stream().map(ExportSummary::properties).toList());
    return Json.print(summary);
  }

  private static Map<String, @Nullable Object> properties(HistoryResult result) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("type", result.dataType().pathName());
    properties.put("rows", result.rows());
    properties.put("new", result.changes().added());
    properties.put("replaced", result.changes().replaced());
    properties.put("removed", result.changes().removed());
    properties.put("outcome", result.outcome().label());
    properties.put("reason", result.reason().orElse(null));
    return properties;
  }
}
