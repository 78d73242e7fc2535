// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import io.github.oura4j.dataframe.internal.schema.Field;
import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.dataframe.internal.schema.ValueType;
import io.github.oura4j.json.OuraJson;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * Stores records as structs. What the properties of a struct cannot hold is not lost: it is stored
 * as JSON text in a property of the row, or of the item of a list or map, that the struct is in.
 */
final class StructStorage implements Storage {
  /** The suffix of the column with the offset of a timestamp. */
  static final String OFFSET_SUFFIX = "_offset_minutes";

  private static final int SECONDS_PER_MINUTE = 60;

  private final RecordSchema schema;
  private final List<Property> properties = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private final int unknownIndex;

  /** Where a property is in the struct, and how it is stored there. */
  private record Property(Field field, int index, Storage storage) {
    boolean hasOffset() {
      return storage == ScalarStorage.TIMESTAMP;
    }
  }

  /**
   * Creates the storage of a record.
   *
   * @param schema the properties of the record
   * @param row whether the struct is a row, or an item: these have a property for the JSON text
   */
  StructStorage(RecordSchema schema, boolean row) {
    this.schema = schema;
    for (Field field : schema.fieldsOfTable()) {
      Property property = new Property(field, types.size(), storage(field.type()));
      properties.add(property);
      types.add(property.storage().type(field.name()));
      if (property.hasOffset()) {
        types.add(ScalarStorage.INTEGER.type(field.name() + OFFSET_SUFFIX));
      }
    }
    unknownIndex = row ? types.size() : -1;
    if (row) {
      types.add(ScalarStorage.TEXT.type(RecordSchema.UNKNOWN));
    }
  }

  private static Storage storage(ValueType type) {
    return type instanceof ValueType.Struct struct
        ? new StructStorage(struct.schema(), false)
        : type == ValueType.Scalar.TIMESTAMP ? ScalarStorage.TIMESTAMP : itemStorage(type);
  }

  /** Returns the storage of items of lists and maps, which have no columns beside them. */
  private static Storage itemStorage(ValueType type) {
    if (type instanceof ValueType.ListOf list) {
      return new ListStorage(itemStorage(list.item()));
    }
    if (type instanceof ValueType.MapOf map) {
      return new MapStorage(itemStorage(map.value()));
    }
    if (type instanceof ValueType.Struct struct) {
      return new StructStorage(struct.schema(), true);
    }
    return type instanceof ValueType.Scalar scalar ? scalarStorage(scalar) : ScalarStorage.TEXT;
  }

  private static Storage scalarStorage(ValueType.Scalar type) {
    return switch (type) {
      case BOOLEAN -> ScalarStorage.BOOLEAN;
      case INTEGER -> ScalarStorage.INTEGER;
      case LONG -> ScalarStorage.LONG;
      case DOUBLE -> ScalarStorage.DOUBLE;
      case TEXT -> ScalarStorage.TEXT;
      case JSON -> ScalarStorage.JSON;
      case DATE -> ScalarStorage.DATE;
      case TIMESTAMP -> ScalarStorage.TIMESTAMP_TEXT;
    };
  }

  /** Returns the Parquet types of the properties. */
  List<Type> types() {
    return types;
  }

  @Override
  public Type type(String name) {
    return new GroupType(Repetition.OPTIONAL, name, types);
  }

  @Override
  public void write(RecordConsumer consumer, Object record) {
    consumer.startGroup();
    writeProperties(consumer, record);
    consumer.endGroup();
  }

  /** Writes all properties of a row or item. */
  void writeProperties(RecordConsumer consumer, Object record) {
    Map<String, @Nullable Object> rest = writeKnownProperties(consumer, record);
    if (!rest.isEmpty()) {
      consumer.startField(RecordSchema.UNKNOWN, unknownIndex);
      consumer.addBinary(Binary.fromString(LoneSurrogates.escape(OuraJson.write(rest))));
      consumer.endField(RecordSchema.UNKNOWN, unknownIndex);
    }
  }

  /** Writes the known properties, and returns what they cannot hold. */
  private Map<String, @Nullable Object> writeKnownProperties(
      RecordConsumer consumer, Object record) {
    Map<String, @Nullable Object> rest = schema.ownUnknownProperties(record);
    for (Property property : properties) {
      Object value = property.field().value(record);
      if (value != null && !property.storage().fits(value)) {
        rest = with(rest, property.field().name(), value);
      } else if (value != null && property.storage() instanceof StructStorage struct) {
        Map<String, @Nullable Object> nested = writeStruct(consumer, property, struct, value);
        rest = nested.isEmpty() ? rest : with(rest, property.field().name(), nested);
      } else if (value != null) {
        writeValue(consumer, property, value);
      }
    }
    return rest;
  }

  private static Map<String, @Nullable Object> writeStruct(
      RecordConsumer consumer, Property property, StructStorage struct, Object record) {
    consumer.startField(property.field().name(), property.index());
    consumer.startGroup();
    Map<String, @Nullable Object> rest = struct.writeKnownProperties(consumer, record);
    consumer.endGroup();
    consumer.endField(property.field().name(), property.index());
    return rest;
  }

  private static void writeValue(RecordConsumer consumer, Property property, Object value) {
    String name = property.field().name();
    consumer.startField(name, property.index());
    property.storage().write(consumer, value);
    consumer.endField(name, property.index());
    if (property.hasOffset()) {
      consumer.startField(name + OFFSET_SUFFIX, property.index() + 1);
      consumer.addInteger(
          ((OffsetDateTime) value).getOffset().getTotalSeconds() / SECONDS_PER_MINUTE);
      consumer.endField(name + OFFSET_SUFFIX, property.index() + 1);
    }
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> rest, String name, Object value) {
    Map<String, @Nullable Object> extended = new LinkedHashMap<>(rest);
    extended.put(name, value);
    return extended;
  }
}
