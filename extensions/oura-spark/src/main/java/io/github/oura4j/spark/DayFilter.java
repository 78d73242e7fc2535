// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.DataType;
import io.github.oura4j.spark.internal.row.TableColumns;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Finds the days that a condition leaves: on the day, and for samples also on their timestamp. They
 * are requested, and Spark checks the condition again.
 */
final class DayFilter {
  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

  private final DataType dataType;

  DayFilter(DataType dataType) {
    this.dataType = dataType;
  }

  /**
   * Returns the smallest range with all days that fulfill a condition; empty if it does not limit
   * them.
   */
  Optional<DayRange> days(Predicate condition) {
    if (condition instanceof And and) {
      Optional<DayRange> left = days(and.left());
      Optional<DayRange> right = days(and.right());
      return left.isPresent() && right.isPresent()
          ? Optional.of(left.get().and(right.get()))
          : left.or(() -> right);
    }
    if (condition instanceof Or or) {
      return days(or.left()).flatMap(left -> days(or.right()).map(left::or));
    }
    return Comparison.of(condition).flatMap(this::days);
  }

  private Optional<DayRange> days(Comparison comparison) {
    return comparison.values().stream()
        .map(value -> days(comparison.column(), comparison.operator(), value))
        .reduce((left, right) -> left.flatMap(first -> right.map(first::or)))
        .flatMap(range -> range);
  }

  private Optional<DayRange> days(String column, String operator, Object value) {
    if (column.equals(TableColumns.DAY) && value instanceof Integer day) {
      LocalDate at = LocalDate.ofEpochDay(day);
      return range(operator, at, at.plusDays(1), at.minusDays(1));
    }
    if (column.equals("timestamp")
        && dataType.kind() == DataType.Kind.TIME_SERIES
        && value instanceof Long micros) {
      LocalDate at = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
      boolean startsDay = Math.floorMod(micros, MICROS_PER_DAY) == 0;
      return range(operator, at, at, startsDay ? at.minusDays(1) : at);
    }
    return Optional.empty();
  }

  /**
   * Returns the days that a comparison leaves.
   *
   * @param at the day of the value
   * @param after the first day with something later than the value
   * @param before the last day with something earlier than the value
   */
  private static Optional<DayRange> range(
      String operator, LocalDate at, LocalDate after, LocalDate before) {
    return switch (operator) {
      case "=", "<=>", "IN" -> Optional.of(new DayRange(at, at));
      case ">" -> Optional.of(new DayRange(after, null));
      case ">=" -> Optional.of(new DayRange(at, null));
      case "<" -> Optional.of(new DayRange(null, before));
      case "<=" -> Optional.of(new DayRange(null, at));
      default -> Optional.empty();
    };
  }
}
