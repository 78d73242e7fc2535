// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.model.DataType;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a history are.
 *
 * @param folder the folder, as an absolute path without symbolic links
 * @param format the format of the files that people use
 */
record FolderLayout(Path folder, DocumentFormat format) {
  private static final String WORK = ".oura-history";
  private static final String MANIFEST = "oura-history.json";

  /**
   * The rows of one file: all documents of a data type, or the samples of a UTC month.
   *
   * @param month the month, or null for documents
   */
  record Table(DataType dataType, @Nullable YearMonth month) {
    private String name() {
      String type = folderOf(dataType);
      return month == null ? type : type + "/" + month;
    }
  }

  private static String folderOf(DataType dataType) {
    return dataType.pathName().toLowerCase(Locale.ROOT);
  }

  static boolean hasMonths(DataType dataType) {
    return dataType.kind() == DataType.Kind.TIME_SERIES;
  }

  Path manifest() {
    return folder.resolve(MANIFEST);
  }

  Path newManifest() {
    return replacement(MANIFEST);
  }

  Path lock() {
    return work().resolve("lock");
  }

  /** The folder of the rows that are not committed yet. */
  Path staged() {
    return work().resolve("staged");
  }

  /** The folder of the files that replace others. */
  Path replacements() {
    return work().resolve("new");
  }

  Path replacement(String path) {
    return replacements().resolve(path);
  }

  private Path work() {
    return folder.resolve(WORK);
  }

  Path resolve(String path) {
    return folder.resolve(path);
  }

  /** The file that people use, relative to the folder. */
  String visible(Table table) {
    return table.name() + "." + format.extension();
  }

  /**
   * The file that rows are read back from, relative to the folder. CSV does not say which text was
   * a list, or which apostrophe was not in the text, so there is a working copy in Parquet, the
   * smallest format.
   */
  String readable(Table table) {
    return format instanceof CsvFormat
        ? WORK + "/rows/" + table.name() + "." + DocumentFormat.parquet().extension()
        : visible(table);
  }

  /** Returns whether a path, relative to the folder, is in the hidden folder. */
  boolean isWorkingFile(String path) {
    return path.startsWith(WORK + "/");
  }

  /** All files of a table, relative to the folder, each with its format. */
  Map<String, DocumentFormat> files(Table table) {
    return format instanceof CsvFormat
        ? Map.of(visible(table), format, readable(table), DocumentFormat.parquet())
        : Map.of(visible(table), format);
  }

  /** The tables of a data type among relative paths, in the order of time. */
  List<Table> tables(DataType dataType, Collection<String> paths) {
    if (!hasMonths(dataType)) {
      Table all = new Table(dataType, null);
      return paths.contains(visible(all)) ? List.of(all) : List.of();
    }
    return paths.stream()
        .map(path -> month(dataType, path))
        .flatMap(Optional::stream)
        .sorted()
        .map(month -> new Table(dataType, month))
        .toList();
  }

  private Optional<YearMonth> month(DataType dataType, String path) {
    String start = folderOf(dataType) + "/";
    String end = "." + format.extension();
    if (!path.startsWith(start) || !path.endsWith(end) || path.length() < start.length() + 4) {
      return Optional.empty();
    }
    try {
      YearMonth month =
          YearMonth.parse(path.substring(start.length(), path.length() - end.length()));
      return Optional.of(month);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The folder of the files of a time series, relative to this folder. */
  String monthsFolder(DataType dataType) {
    return folderOf(dataType);
  }
}
