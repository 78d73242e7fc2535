// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.spark.internal.row.TableColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/**
 * Takes from a query what limits the requests: people, days and columns. Spark does so for batch
 * reads, and not for streams.
 */
final class OuraScanBuilder
    implements ScanBuilder, SupportsPushDownV2Filters, SupportsPushDownRequiredColumns {
  private final SourceOptions options;
  private final List<Predicate> pushed = new ArrayList<>();
  private final List<java.util.function.Predicate<String>> people = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private DayRange days;
  private boolean conditionOnDays;
  private StructType schema;

  OuraScanBuilder(SourceOptions options) {
    this.options = options;
    this.days = new DayRange(options.since(), options.until());
    this.schema = TableColumns.of(options.dataType()).schema();
  }

  @Override
  public Predicate[] pushPredicates(Predicate[] conditions) {
    DayFilter dayFilter = new DayFilter(options.dataType());
    List<Predicate> left = new ArrayList<>();
    for (Predicate condition : conditions) {
      Optional<java.util.function.Predicate<String>> ofPerson = PersonFilter.necessary(condition);
      Optional<DayRange> ofDay = dayFilter.days(condition);
      ofPerson.ifPresent(people::add);
      named.addAll(PersonFilter.named(condition));
      ofDay.ifPresent(range -> days = days.and(range));
      conditionOnDays |= ofDay.isPresent();
      if (PersonFilter.of(condition).isEmpty()) {
        left.add(condition);
      }
      if (ofPerson.isPresent() || ofDay.isPresent()) {
        pushed.add(condition);
      }
    }
    return left.toArray(Predicate[]::new);
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(Predicate[]::new);
  }

  @Override
  public void pruneColumns(StructType requiredSchema) {
    schema = requiredSchema;
  }

  @Override
  public Scan build() {
    return new OuraScan(
        options,
        schema,
        new RequestedPeople(options.connector(), people, named),
        days,
        conditionOnDays);
  }
}
