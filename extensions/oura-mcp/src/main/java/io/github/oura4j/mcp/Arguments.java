// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, as a model wrote them. What is wrong with them becomes a sentence,
 * with which the model can correct its call.
 */
final class Arguments {
  static final String START_DATE = "start_date";
  static final String END_DATE = "end_date";
  static final String DAYS = "days";

  /** Before the first ring. Dates beyond these are typing errors, and Oura would reject some. */
  private static final LocalDate EARLIEST = LocalDate.of(2010, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

  private static final int LONGEST_QUOTE = 40;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

  private final Map<String, Object> values;
  private final LocalDate today;

  /**
   * Creates the arguments of a call.
   *
   * @param values the values by name
   * @param parameters the parameters of the tool
   * @param today the current day in the person's time zone
   * @throws InvalidArgumentException if an argument has no parameter, or a required one is missing
   */
  Arguments(Map<String, Object> values, List<Parameter> parameters, LocalDate today) {
    this.values = values;
    this.today = today;
    List<String> names = parameters.stream().map(Parameter::name).toList();
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidArgumentException(
            "There is no argument " + quote(name) + ". Use " + String.join(", ", names) + ".");
      }
    }
    for (Parameter parameter : parameters) {
      if (parameter.isRequired() && values.get(parameter.name()) == null) {
        throw new InvalidArgumentException(
            "The argument " + parameter.name() + " is missing. " + parameter.description());
      }
    }
  }

  static Parameter startDate(String byDefault) {
    return Parameter.date(
        START_DATE, "First day of the range, such as 2026-03-21. Default: " + byDefault + ".");
  }

  static Parameter endDate() {
    return Parameter.date(END_DATE, "Last day of the range, inclusive. Default: today.");
  }

  static Parameter days(int longest) {
    return Parameter.number(
        DAYS, 1, longest, "Length of the range up to end_date, instead of start_date.");
  }

  LocalDate today() {
    return today;
  }

  /**
   * Returns the range of {@code start_date}, {@code end_date} and {@code days}.
   *
   * @param defaultDays the length of the range if neither its start nor its length is given
   * @param longest how many days the range may have
   */
  DayRange range(int defaultDays, int longest) {
    LocalDate last = date(END_DATE).orElse(today);
    Optional<LocalDate> first = date(START_DATE);
    if (first.isPresent() && values.get(DAYS) != null) {
      throw new InvalidArgumentException("Set either start_date or days, not both.");
    }
    DayRange range =
        first
            .map(day -> new DayRange(day, last))
            .orElseGet(() -> DayRange.endingOn(last, number(DAYS, defaultDays, 1, longest)));
    check(range, longest);
    return range;
  }

  /** Tells whether a range is given, for data to which none applies. */
  boolean haveRange() {
    return Stream.of(START_DATE, END_DATE, DAYS).anyMatch(name -> values.get(name) != null);
  }

  private void check(DayRange range, int longest) {
    if (range.first().isAfter(today)) {
      throw new InvalidArgumentException(
          "The range starts on %s, in the future: today is %s. Use an earlier start_date."
              .formatted(range.first(), today));
    }
    if (range.first().isAfter(range.last())) {
      throw new InvalidArgumentException(
          "start_date %s is after end_date %s. Swap them, or leave one out."
              .formatted(range.first(), range.last()));
    }
    if (range.days() > longest) {
      throw new InvalidArgumentException(
          String.format(
              Locale.ENGLISH,
              "The range of %,d days is too long: use at most %,d days in one call.",
              range.days(),
              longest));
    }
  }

  Optional<LocalDate> date(String name) {
    return text(name).map(text -> parseDate(name, text));
  }

  private static LocalDate parseDate(String name, String text) {
    LocalDate date;
    try {
      date = LocalDate.parse(text, DATE);
    } catch (DateTimeException e) {
      throw new InvalidArgumentException(
          name + " must be a date that exists, such as 2026-03-21, but is " + quote(text) + ".");
    }
    if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
      throw new InvalidArgumentException(
          "%s must be from %s to %s, but is %s.".formatted(name, EARLIEST, LATEST, quote(text)));
    }
    return date;
  }

  Optional<String> text(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw mismatch(name, "a string", value);
  }

  int number(String name, int byDefault, int minimum, int maximum) {
    Object value = values.get(name);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= minimum
        && number.doubleValue() <= maximum) {
      return number.intValue();
    }
    throw mismatch(name, "a whole number from " + minimum + " to " + maximum, value);
  }

  boolean flag(String name) {
    Object value = values.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw mismatch(name, "true or false", value);
  }

  /**
   * Returns a list of names, or an empty list if it is not given.
   *
   * @param known the names that there are
   */
  List<String> names(String name, List<String> known) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw mismatch(name, "a list of strings", value);
    }
    return list.stream().map(item -> known(name, item, known)).toList();
  }

  static String known(String name, @Nullable Object value, List<String> known) {
    Optional<String> match =
        known.stream().filter(option -> option.equalsIgnoreCase(String.valueOf(value))).findFirst();
    if (match.isPresent()) {
      return match.get();
    }
    throw new InvalidArgumentException(
        name
            + ": "
            + quote(String.valueOf(value))
            + " is unknown. Use one of: "
            + String.join(", ", known)
            + ".");
  }

  private static InvalidArgumentException mismatch(String name, String expected, Object value) {
    return new InvalidArgumentException(
        name + " must be " + expected + ", but is " + quote(value.toString()) + ".");
  }

  /** Quotes what a model wrote, without what would make the message long. */
  static String quote(String text) {
    return '"'
        + (text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...")
        + '"';
  }
}
