// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.DataType;
import io.github.oura4j.spark.internal.row.TableColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What one query reads.
 *
 * @param options the options of the query
 * @param schema the columns that it reads
 * @param people the people that it reads
 * @param days the days that it reads
 * @param conditionOnDays whether a condition of the query limits the days
 */
record OuraScan(
    SourceOptions options,
    StructType schema,
    RequestedPeople people,
    DayRange days,
    boolean conditionOnDays)
    implements Scan, Batch {

  @Override
  public StructType readSchema() {
    return schema;
  }

  /** Shown by {@code explain()}, for everybody: contains no keys of people. */
  @Override
  public String description() {
    List<String> properties = TableColumns.of(options.dataType()).prunedTo(schema).propertyNames();
    return "oura "
        + options.dataType().pathName()
        + people.description()
        + (TableColumns.hasDays(options.dataType()) ? days.description() : "")
        + (properties.isEmpty() ? ", all properties" : ", properties " + properties);
  }

  @Override
  public Batch toBatch() {
    options.refuseThoseOfStreams();
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    DataType dataType = options.dataType();
    DayRange range = TableColumns.hasDays(dataType) ? requested() : DayRange.ALL;
    ArrayList<Work> work = new ArrayList<>();
    if (!range.isEmpty()) {
      people.list().stream()
          .map(person -> new Work(null, person, range.first(), range.last()))
          .forEach(work::add);
    }
    return new WorkPartition(
            dataType,
            options.connector(),
            schema,
            options.failures(FailureMode.FAIL),
            false,
            UUID.randomUUID().toString(),
            work)
        .split(groups(options));
  }

  /** Returns the days to request: up to the current one, wherever it begins first. */
  private DayRange requested() {
    if (days.first() == null) {
      throw new OuraSparkException(
          "Say from which day on "
              + options.dataType().pathName()
              + " is to be read: set the option since, such as 2026-01-31, or add a condition with a"
              + " lower bound on "
              + (options.dataType().kind() == DataType.Kind.TIME_SERIES
                  ? "the column day or timestamp"
                  : "the column day")
              + ", such as day >= '2026-01-31'. Functions of a column, such as year(day), do not"
              + " count.");
    }
    requireBegun(SourceOptions.SINCE, options.since());
    requireBegun(SourceOptions.UNTIL, options.until());
    if (conditionOnDays && options.failures(FailureMode.FAIL) != FailureMode.FAIL) {
      throw new OuraSparkException(
          "Set the options since and until in place of the condition on the days: the rows of people"
              + " who could not be read have no day, so the condition would remove them. To filter the"
              + " other rows by day, write the result to a table first.");
    }
    return days.last() == null ? new DayRange(days.first(), DayRange.newest()) : days;
  }

  private static void requireBegun(String option, @Nullable LocalDate day) {
    if (day != null && day.isAfter(DayRange.newest())) {
      throw new OuraSparkException(
          "The option "
              + option
              + " is "
              + day
              + ", a day that has not begun anywhere. Set it to a day in the past.");
    }
  }

  static int groups(SourceOptions options) {
    return options
        .partitions()
        .orElseGet(() -> SparkSession.active().sparkContext().defaultParallelism());
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new WorkReaderFactory();
  }

  @Override
  public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
    return new WorkStream(options, schema, people::includes);
  }
}
