// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a day from the command line. */
final class DayConverter implements ITypeConverter<LocalDate> {
  /** No ring of Oura is older: an earlier day is a typing error. */
  static final LocalDate EARLIEST = LocalDate.of(2013, 1, 1);

  @Override
  public LocalDate convert(String text) {
    LocalDate day = parse(text);
    if (day.isBefore(EARLIEST)) {
      throw new TypeConversionException(
          day + " is before there was any ring. Choose " + EARLIEST + " or later.");
    }
    return day;
  }

  private static LocalDate parse(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a day. Write it as 2026-03-21: year, month, day.");
    }
  }

  /**
   * Rejects a day that has not begun.
   *
   * @param option the option that sets the day
   * @param opened the client that tells which day it is for the person
   */
  static void requireNotFuture(String option, LocalDate day, ClientSetup opened) {
    if (day.isAfter(opened.today())) {
      throw new WrongUseException(
          "%s %s is in the future: today is %s in %s. Choose an earlier day."
              .formatted(option, day, opened.today(), opened.client().clock().getZone()));
    }
  }
}
