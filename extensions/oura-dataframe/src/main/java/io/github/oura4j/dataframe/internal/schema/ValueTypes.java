// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.oura4j.dataframe.internal.schema.ValueType.ListOf;
import io.github.oura4j.dataframe.internal.schema.ValueType.MapOf;
import io.github.oura4j.dataframe.internal.schema.ValueType.OpenEnum;
import io.github.oura4j.dataframe.internal.schema.ValueType.Scalar;
import io.github.oura4j.dataframe.internal.schema.ValueType.Struct;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the type of values for a Java type. */
final class ValueTypes {
  private ValueTypes() {}

  static ValueType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    return type instanceof Class<?> plain ? ofClass(plain) : Scalar.JSON;
  }

  private static ValueType ofGeneric(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return new ListOf(of(arguments[0]));
    }
    return type.getRawType() == Map.class && arguments[0] == String.class
        ? new MapOf(of(arguments[1]))
        : Scalar.JSON;
  }

  private static ValueType ofClass(Class<?> type) {
    if (type.isRecord()) {
      return new Struct(RecordSchema.of(type));
    }
    return Stream.of(Scalar.values())
        .filter(scalar -> scalar.javaType() == type)
        .<ValueType>map(scalar -> scalar)
        .findFirst()
        .or(() -> textOf(type).map(method -> new OpenEnum(Accessor.of(method))))
        .orElse(Scalar.JSON);
  }

  /** Returns the method that returns the JSON string of a class, as open enums have. */
  private static Optional<Method> textOf(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .filter(method -> method.getReturnType() == String.class)
        .findFirst();
  }
}
