// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.DataType;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** The options of a query, checked. */
final class SourceOptions {
  static final String TYPE = "type";
  static final String CONNECTOR = "connector";
  static final String SINCE = "since";
  static final String UNTIL = "until";
  static final String FAILURES = "failures";
  static final String PARTITIONS = "partitions";
  static final String WORK = "work";
  static final String AFTER = "after";
  static final String MAX_WORK = "maxWorkPerBatch";

  private static final List<String> NAMES =
      List.of(TYPE, CONNECTOR, SINCE, UNTIL, FAILURES, PARTITIONS, WORK, AFTER, MAX_WORK);
  private static final List<String> OF_STREAMS = List.of(WORK, AFTER, MAX_WORK);
  private static final int DEFAULT_MAX_WORK = 100;

  private final CaseInsensitiveStringMap options;

  private SourceOptions(CaseInsensitiveStringMap options) {
    this.options = options;
  }

  /**
   * Returns the options of a query or of a table of a catalog.
   *
   * @throws OuraSparkException if one of them is unknown or invalid, or a required one is missing
   */
  static SourceOptions of(CaseInsensitiveStringMap properties) {
    CaseInsensitiveStringMap options = withoutThoseOfCatalog(properties);
    SourceOptions checked = new SourceOptions(options);
    for (String name : options.keySet()) {
      if (NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
        throw new OuraSparkException(
            "The option "
                + name
                + " is unknown. The options are "
                + String.join(", ", NAMES)
                + ".");
      }
    }
    checked.dataType();
    checked.connector();
    checked.checkDays();
    checked.failures(FailureMode.FAIL);
    checked.partitions();
    checked.after();
    checked.maxWork();
    return checked;
  }

  /**
   * Returns the options of a table. A catalog adds properties of its own, such as the owner and the
   * provider, and has the options under a prefix.
   */
  private static CaseInsensitiveStringMap withoutThoseOfCatalog(
      CaseInsensitiveStringMap properties) {
    if (!properties.containsKey(TableCatalog.PROP_PROVIDER)) {
      return properties;
    }
    String prefix = TableCatalog.OPTION_PREFIX;
    return new CaseInsensitiveStringMap(
        properties.asCaseSensitiveMap().entrySet().stream()
            .filter(property -> property.getKey().startsWith(prefix))
            .collect(
                Collectors.toMap(
                    property -> property.getKey().substring(prefix.length()),
                    Map.Entry::getValue)));
  }

  DataType dataType() {
    String name = required(TYPE, "a data type, such as sleep");
    return DataType.ofPathName(name)
        .orElseThrow(
            () ->
                new OuraSparkException(
                    "The data type \""
                        + name
                        + "\" is unknown. Set the option type to one of "
                        + Stream.of(DataType.values()).map(DataType::pathName).toList()
                        + "."));
  }

  String connector() {
    return required(CONNECTOR, "the name of an OuraConnector");
  }

  private String required(String name, String what) {
    return Optional.ofNullable(options.get(name))
        .orElseThrow(
            () ->
                new OuraSparkException(
                    "The option " + name + " is missing. Set it to " + what + "."));
  }

  @Nullable LocalDate since() {
    return day(SINCE);
  }

  @Nullable LocalDate until() {
    return day(UNTIL);
  }

  private @Nullable LocalDate day(String name) {
    return parsed(name, LocalDate::parse, "a day, such as 2026-01-31").orElse(null);
  }

  private void checkDays() {
    LocalDate since = since();
    LocalDate until = until();
    if (since != null && until != null && since.isAfter(until)) {
      throw new OuraSparkException(
          "The option since, "
              + since
              + ", is later than the option until, "
              + until
              + ". Set since to the first day and until to the last one.");
    }
  }

  /**
   * Checks that no option is set that a batch read does not use.
   *
   * @throws OuraSparkException if there is one
   */
  void refuseThoseOfStreams() {
    for (String name : OF_STREAMS) {
      if (options.containsKey(name)) {
        throw new OuraSparkException(
            "The option "
                + name
                + " is for streams, and this is a batch read. Remove the option, or use readStream().");
      }
    }
  }

  FailureMode failures(FailureMode defaultMode) {
    return parsed(
            FAILURES,
            text -> FailureMode.valueOf(text.toUpperCase(Locale.ROOT)),
            "one of " + Arrays.toString(FailureMode.values()).toLowerCase(Locale.ROOT))
        .orElse(defaultMode);
  }

  Optional<Integer> partitions() {
    return parsed(PARTITIONS, SourceOptions::positive, "a number of at least 1");
  }

  Optional<Path> work() {
    return parsed(WORK, Path::of, "the path of a file with work");
  }

  long after() {
    return parsed(AFTER, SourceOptions::notNegative, "a sequence of work, or 0").orElse(0L);
  }

  int maxWork() {
    return parsed(MAX_WORK, SourceOptions::positive, "a number of at least 1")
        .orElse(DEFAULT_MAX_WORK);
  }

  private static int positive(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static long notNegative(String text) {
    long number = Long.parseLong(text);
    if (number < 0) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private <T> Optional<T> parsed(String name, Function<String, T> parser, String what) {
    String text = options.get(name);
    try {
      return text == null ? Optional.empty() : Optional.of(parser.apply(text));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new OuraSparkException(
          "The option " + name + " is \"" + text + "\". Set it to " + what + ".");
    }
  }
}
