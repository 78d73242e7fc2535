// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import io.github.oura4j.dataframe.internal.schema.Field;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Converts records to structs. What the properties of a struct cannot hold is not lost: it is in
 * the map of unknown properties of the row, or of the item of a list or map, that the struct is in.
 */
final class StructConversion implements Conversion {
  /** The suffix of the column with the offset of a timestamp. */
  private static final String OFFSET_SUFFIX = "_offset_minutes";

  private static final int SECONDS_PER_MINUTE = 60;
  private static final Conversion UNKNOWN = new MapConversion(ScalarConversion.JSON);

  private final RecordSchema schema;
  private final List<Property> properties;
  private final List<Column> columns;

  /** A property, and how it is converted. */
  private record Property(Field field, Conversion conversion) {
    @Nullable Object convert(Object record) {
      Object value = field.value(record);
      return value == null || !conversion.fits(value) ? null : conversion.convert(value);
    }
  }

  /**
   * A property of the struct in Spark.
   *
   * @param property the property of the record that it is made of; empty for unknown properties
   * @param type its type in Spark
   * @param value returns its value for a record
   */
  private record Column(
      String name, String property, DataType type, Function<Object, @Nullable Object> value) {}

  private StructConversion(RecordSchema schema, List<Property> properties, List<Column> columns) {
    this.schema = schema;
    this.properties = properties;
    this.columns = columns;
  }

  /** Returns the conversion of a struct that is a property of a row or of another struct. */
  static StructConversion ofProperty(RecordSchema schema) {
    List<Property> properties =
        schema.fieldsOfTable().stream()
            .map(field -> new Property(field, Conversions.ofProperty(field.type())))
            .toList();
    List<Column> columns = new ArrayList<>();
    for (Property property : properties) {
      String name = property.field().name();
      columns.add(new Column(name, name, property.conversion().type(), property::convert));
      if (property.conversion() == ScalarConversion.TIMESTAMP) {
        columns.add(
            new Column(
                name + OFFSET_SUFFIX,
                name,
                DataTypes.IntegerType,
                record -> offset(property.field().value(record))));
      }
    }
    return new StructConversion(schema, properties, columns);
  }

  /** Returns the conversion of a row or item, which has a map of unknown properties. */
  static StructConversion ofItem(RecordSchema schema) {
    StructConversion known = ofProperty(schema);
    List<Column> columns = new ArrayList<>(known.columns);
    columns.add(
        new Column(
            RecordSchema.UNKNOWN,
            "",
            UNKNOWN.type(),
            record -> UNKNOWN.convert(known.unknownProperties(record))));
    return new StructConversion(schema, known.properties, columns);
  }

  private static @Nullable Object offset(@Nullable Object timestamp) {
    return timestamp instanceof OffsetDateTime value && ScalarConversion.TIMESTAMP.fits(value)
        ? value.getOffset().getTotalSeconds() / SECONDS_PER_MINUTE
        : null;
  }

  /** Returns what the known properties of a record cannot hold. */
  private Map<String, @Nullable Object> unknownProperties(Object record) {
    Map<String, @Nullable Object> unknown =
        new LinkedHashMap<>(schema.ownUnknownProperties(record));
    for (Property property : properties) {
      Object value = property.field().value(record);
      if (value != null && !property.conversion().fits(value)) {
        unknown.put(property.field().name(), value);
      } else if (value != null && property.conversion() instanceof StructConversion struct) {
        Map<String, @Nullable Object> nested = struct.unknownProperties(value);
        if (!nested.isEmpty()) {
          unknown.put(property.field().name(), nested);
        }
      }
    }
    return unknown;
  }

  @Override
  public StructType type() {
    return new StructType(
        columns.stream()
            .map(column -> new StructField(column.name(), column.type(), true, Metadata.empty()))
            .toArray(StructField[]::new));
  }

  @Override
  public StructConversion prunedTo(DataType pruned) {
    return new StructConversion(
        schema,
        properties,
        Stream.of(((StructType) pruned).fields()).map(field -> column(field)).toList());
  }

  private Column column(StructField field) {
    Column whole =
        columns.stream()
            .filter(column -> column.name().equals(field.name()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no column " + field.name()));
    if (whole.type().equals(field.dataType())) {
      return whole;
    }
    Property property =
        properties.stream()
            .filter(each -> each.field().name().equals(field.name()))
            .map(each -> new Property(each.field(), each.conversion().prunedTo(field.dataType())))
            .findFirst()
            .orElseThrow();
    return new Column(field.name(), field.name(), field.dataType(), property::convert);
  }

  /** Returns the JSON names of the properties that are needed; none if all of them are. */
  List<String> propertyNames() {
    return columns.stream().anyMatch(column -> column.property().isEmpty())
        ? List.of()
        : columns.stream().map(Column::property).distinct().toList();
  }

  /** Returns the values of the struct. */
  @Nullable Object[] values(Object record) {
    return columns.stream().map(column -> column.value().apply(record)).toArray();
  }

  @Override
  public Object convert(Object record) {
    return new GenericInternalRow(values(record));
  }
}
