// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a flat table, in which JSON objects with known properties are replaced by their
 * properties.
 *
 * @param name the name of the property; after those of the objects that contain it, with dots
 *     between them
 * @param type the type of the values, never a {@link ValueType.Struct}
 * @param accessor reads the plain value from a document
 */
public record Column(String name, ValueType type, Function<Object, @Nullable Object> accessor) {
  /**
   * Returns the columns of a record in the order of pandas' {@code json_normalize}: first the
   * properties that are not objects, then those of the objects, at any depth in the order of the
   * document.
   */
  public static List<Column> of(RecordSchema schema) {
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fieldsOfTable()) {
      add(columns, "", record -> record, field);
    }
    return List.copyOf(columns);
  }

  private static void add(
      List<Column> columns, String prefix, Function<Object, @Nullable Object> owner, Field field) {
    String name = prefix + field.name();
    Function<Object, @Nullable Object> value =
        document -> {
          Object record = owner.apply(document);
          return record == null ? null : field.value(record);
        };
    if (field.type() instanceof ValueType.Struct struct) {
      struct.schema().fields().forEach(nested -> add(columns, name + ".", value, nested));
    } else {
      columns.add(new Column(name, field.type(), prefix.isEmpty() ? field::value : value));
    }
  }

  /** Returns whether the values are lists of numbers, such as the items of sample series. */
  public boolean isSeries() {
    return type instanceof ValueType.ListOf list
        && Number.class.isAssignableFrom(list.item().javaType());
  }

  /** Returns the plain value of this column in a document, or null if it has none. */
  public @Nullable Object value(Object document) {
    return accessor.apply(document);
  }
}
