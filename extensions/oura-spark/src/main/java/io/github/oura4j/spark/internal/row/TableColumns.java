// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistoryWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a data type, or those of them that a query reads: the properties of its documents,
 * and before and after them, what the source adds.
 *
 * <p>Immutable, and safe for use by multiple threads.
 */
public final class TableColumns {
  /** The key of the person. */
  public static final String PERSON = "person";

  /** The day of a document or sample. A property of most documents, and computed for others. */
  public static final String DAY = "day";

  private static final String OUTCOME = "outcome";
  private static final String MESSAGE = "message";
  private static final String SEQUENCE = "sequence";

  private final DataType dataType;
  private final StructConversion properties;
  private final List<Column> columns;

  /**
   * A column.
   *
   * @param added returns the value of a column that the source adds; null for a property
   */
  private record Column(StructField field, @Nullable Function<SourceRow, @Nullable Object> added) {
    boolean isProperty() {
      return added == null;
    }
  }

  private TableColumns(DataType dataType, StructConversion properties, List<Column> columns) {
    this.dataType = dataType;
    this.properties = properties;
    this.columns = columns;
  }

  /** Returns all columns of a data type. */
  public static TableColumns of(DataType dataType) {
    StructConversion properties = StructConversion.ofItem(RecordSchema.of(dataType.documentType()));
    List<StructField> fields = List.of(properties.type().fields());
    List<Column> columns = new ArrayList<>();
    columns.add(
        added(PERSON, DataTypes.StringType, false, row -> UTF8String.fromString(row.person())));
    if (hasDays(dataType) && fields.stream().noneMatch(field -> field.name().equals(DAY))) {
      columns.add(added(DAY, DataTypes.DateType, true, TableColumns::day));
    }
    fields.forEach(field -> columns.add(new Column(field, null)));
    columns.add(
        added(
            OUTCOME,
            DataTypes.StringType,
            false,
            row -> UTF8String.fromString(row.outcome().label())));
    columns.add(
        added(MESSAGE, DataTypes.StringType, true, row -> UTF8String.fromString(row.message())));
    columns.add(added(SEQUENCE, DataTypes.LongType, true, SourceRow::sequence));
    return new TableColumns(dataType, properties, List.copyOf(columns));
  }

  private static Column added(
      String name,
      org.apache.spark.sql.types.DataType type,
      boolean nullable,
      Function<SourceRow, @Nullable Object> value) {
    return new Column(new StructField(name, type, nullable, Metadata.empty()), value);
  }

  private static @Nullable Object day(SourceRow row) {
    Object day = row.record() == null ? null : HistoryWindow.dayOf(row.record());
    return day == null ? null : ScalarConversion.DATE.convert(day);
  }

  /** Returns whether the rows of a data type belong to days. */
  public static boolean hasDays(DataType dataType) {
    return switch (dataType.kind()) {
      case DATED_DOCUMENTS, TIME_SERIES -> true;
      case UNDATED_DOCUMENTS, SINGLE_DOCUMENT -> false;
    };
  }

  /** Returns the columns, and parts of columns, that a query reads. */
  public TableColumns prunedTo(StructType schema) {
    Map<String, Column> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.put(column.field().name(), column));
    List<Column> kept =
        Stream.of(schema.fields())
            .map(
                field -> {
                  Column column = byName.get(field.name());
                  return column == null || column.isProperty() ? new Column(field, null) : column;
                })
            .toList();
    StructField[] keptProperties =
        kept.stream().filter(Column::isProperty).map(Column::field).toArray(StructField[]::new);
    return new TableColumns(
        dataType, properties.prunedTo(new StructType(keptProperties)), List.copyOf(kept));
  }

  /** Returns the schema in Spark. */
  public StructType schema() {
    return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
  }

  /**
   * Returns the JSON names of the properties to request from Oura; none to request all.
   *
   * <p>The client adds those that it needs itself, such as the day.
   */
  public List<String> propertyNames() {
    if (columns.stream().noneMatch(Column::isProperty)) {
      return List.of(dataType.kind() == DataType.Kind.TIME_SERIES ? "timestamp" : "id");
    }
    return properties.propertyNames();
  }

  /** Converts a row. */
  public InternalRow convert(SourceRow row) {
    @Nullable Object[] values = new Object[columns.size()];
    @Nullable Object[] ofProperties = row.record() == null ? null : properties.values(row.record());
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      Function<SourceRow, @Nullable Object> added = columns.get(i).added();
      if (added != null) {
        values[i] = added.apply(row);
      } else if (ofProperties != null) {
        values[i] = ofProperties[next++];
      }
    }
    return new GenericInternalRow(values);
  }
}
