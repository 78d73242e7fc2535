// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a generated record. Everything is read from the record by reflection, once per
 * type, so that new properties and new records need no change here.
 *
 * <p>Immutable, and safe for use by multiple threads.
 */
public final class RecordSchema {
  /** The name of the column or property with what the other ones cannot hold. */
  public static final String UNKNOWN = "unknown_properties";

  private static final ClassValue<RecordSchema> SCHEMAS =
      new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
          return new RecordSchema(type);
        }
      };

  private final Class<?> type;
  private final List<Field> fields;
  private final List<Field> structs;
  private final @Nullable Function<Object, @Nullable Object> unknown;

  private RecordSchema(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          type.getName()
              + " is not a record. Use a class of io.github.oura4j.model, such as DailySleep.");
    }
    this.type = type;
    List<Field> known = new ArrayList<>();
    Function<Object, @Nullable Object> rest = null;
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      if (accessor.isAnnotationPresent(JsonAnyGetter.class)) {
        rest = Accessor.of(accessor);
      } else {
        known.add(field(component));
      }
    }
    this.fields = List.copyOf(known);
    this.structs = known.stream().filter(Field::isStruct).toList();
    this.unknown = rest;
  }

  private static Field field(RecordComponent component) {
    Method accessor = component.getAccessor();
    JsonProperty property = accessor.getAnnotation(JsonProperty.class);
    String name =
        property == null || property.value().isEmpty() ? component.getName() : property.value();
    return new Field(name, ValueTypes.of(component.getGenericType()), Accessor.of(accessor));
  }

  /**
   * Returns the schema of a record.
   *
   * @throws IllegalArgumentException if the class is not a record
   */
  public static RecordSchema of(Class<?> type) {
    return SCHEMAS.get(type);
  }

  /** Returns the record. */
  public Class<?> type() {
    return type;
  }

  /** Returns the known properties in the order of the record. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the known properties in the order of tables: those that are JSON objects last. */
  public List<Field> fieldsOfTable() {
    return Stream.concat(fields.stream().filter(field -> !field.isStruct()), structs.stream())
        .toList();
  }

  /**
   * Returns what the known properties of a record cannot hold: its unknown properties, which
   * include values that did not fit their types, and those of the records in it, each below the
   * name of the property that the record belongs to. Those of records in lists and maps are not
   * included.
   *
   * @return a JSON object, empty as a rule
   */
  public Map<String, @Nullable Object> unknownProperties(Object record) {
    Map<String, @Nullable Object> own = ownUnknownProperties(record);
    Map<String, @Nullable Object> all = own;
    for (Field field : structs) {
      Object nested = field.value(record);
      if (nested != null) {
        Map<String, @Nullable Object> rest = of(nested.getClass()).unknownProperties(nested);
        if (!rest.isEmpty()) {
          all = all == own ? new LinkedHashMap<>(own) : all;
          all.put(field.name(), rest);
        }
      }
    }
    return all;
  }

  /** Returns the unknown properties of a record without those of the records in it. */
  @SuppressWarnings("unchecked") // the generated component has this type
  public Map<String, @Nullable Object> ownUnknownProperties(Object record) {
    Object own = unknown == null ? null : unknown.apply(record);
    return own == null ? Map.of() : (Map<String, @Nullable Object>) own;
  }
}
