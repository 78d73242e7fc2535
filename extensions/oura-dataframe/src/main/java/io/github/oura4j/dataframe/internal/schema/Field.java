// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A known property of a JSON object, which is a component of its record.
 *
 * @param name the name in JSON
 * @param type the type of its values
 * @param accessor reads the component from a record
 */
public record Field(String name, ValueType type, Function<Object, @Nullable Object> accessor) {
  /** Returns the plain value of this property in a record, or null if it has none. */
  public @Nullable Object value(Object record) {
    Object value = accessor.apply(record);
    return value == null ? null : type.plain(value);
  }

  /** Returns whether the property is a JSON object with known properties. */
  public boolean isStruct() {
    return type instanceof ValueType.Struct;
  }
}
