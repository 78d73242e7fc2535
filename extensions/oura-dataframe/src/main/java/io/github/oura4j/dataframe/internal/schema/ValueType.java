// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The type of the values of a property, derived from the type of the record component. */
public sealed interface ValueType {
  /** Returns the Java type of plain values, which {@link #plain} returns. */
  Class<?> javaType();

  /**
   * Converts a component's value to a plain one, which is independent of the generated classes
   * except for records: an open enum becomes its text, also in lists and maps.
   */
  default Object plain(Object value) {
    return value;
  }

  /** Returns whether plain values are the components' values themselves. */
  default boolean isPlain() {
    return true;
  }

  /** Types of single values. */
  enum Scalar implements ValueType {
    BOOLEAN(Boolean.class),
    INTEGER(Integer.class),
    LONG(Long.class),
    DOUBLE(Double.class),
    TEXT(String.class),
    DATE(LocalDate.class),
    TIMESTAMP(OffsetDateTime.class),
    /** Any other type: a value that {@link io.github.oura4j.json.OuraJson} can write. */
    JSON(Object.class);

    private final Class<?> javaType;

    Scalar(Class<?> javaType) {
      this.javaType = javaType;
    }

    @Override
    public Class<?> javaType() {
      return javaType;
    }
  }

  /**
   * Text of which some values are known.
   *
   * @param text returns the text of a value
   */
  record OpenEnum(Function<Object, @Nullable Object> text) implements ValueType {
    @Override
    public Class<?> javaType() {
      return String.class;
    }

    @Override
    public Object plain(Object value) {
      return String.valueOf(text.apply(value));
    }

    @Override
    public boolean isPlain() {
      return false;
    }
  }

  /**
   * A list, whose items can be null.
   *
   * @param item the type of the items
   */
  record ListOf(ValueType item) implements ValueType {
    @Override
    public Class<?> javaType() {
      return List.class;
    }

    @Override
    public Object plain(Object value) {
      if (isPlain()) {
        return value;
      }
      List<@Nullable Object> items = new ArrayList<>((List<?>) value);
      items.replaceAll(nullable(item));
      return Collections.unmodifiableList(items);
    }

    @Override
    public boolean isPlain() {
      return item.isPlain();
    }
  }

  /**
   * A map of names, whose values can be null.
   *
   * @param value the type of the values
   */
  record MapOf(ValueType value) implements ValueType {
    @Override
    public Class<?> javaType() {
      return Map.class;
    }

    @Override
    public Object plain(Object map) {
      if (isPlain()) {
        return map;
      }
      Map<Object, @Nullable Object> entries = new LinkedHashMap<>((Map<?, ?>) map);
      UnaryOperator<@Nullable Object> converter = nullable(value);
      entries.replaceAll((name, entry) -> converter.apply(entry));
      return Collections.unmodifiableMap(entries);
    }

    @Override
    public boolean isPlain() {
      return value.isPlain();
    }
  }

  /**
   * A JSON object with known properties; its values are records.
   *
   * @param schema its properties
   */
  record Struct(RecordSchema schema) implements ValueType {
    @Override
    public Class<?> javaType() {
      return schema.type();
    }
  }

  private static UnaryOperator<@Nullable Object> nullable(ValueType type) {
    return value -> value == null ? null : type.plain(value);
  }
}
