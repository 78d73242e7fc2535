// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import io.github.oura4j.json.OuraJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Converts what {@link Storage} has written to values of which {@link OuraJson} makes JSON. */
final class ValueConverters {
  private ValueConverters() {}

  /**
   * Returns a converter of the values of a property.
   *
   * @param type the type in the file
   * @param target receives each value; the converters of lists and maps pass nulls, too
   */
  static Converter of(Type type, Consumer<@Nullable Object> target) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (type.isPrimitive()) {
      return new Scalar(logical, target);
    }
    if (logical instanceof ListLogicalTypeAnnotation) {
      return new ListConverter(type.asGroupType(), target);
    }
    return logical instanceof MapLogicalTypeAnnotation
        ? new MapConverter(type.asGroupType(), target)
        : new StructConverter(type.asGroupType(), target);
  }

  /** Converts single values. */
  private static final class Scalar extends PrimitiveConverter {
    private final @Nullable LogicalTypeAnnotation logical;
    private final Consumer<@Nullable Object> target;

    Scalar(@Nullable LogicalTypeAnnotation logical, Consumer<@Nullable Object> target) {
      this.logical = logical;
      this.target = target;
    }

    @Override
    public void addBoolean(boolean value) {
      target.accept(value);
    }

    @Override
    public void addInt(int value) {
      target.accept(
          logical instanceof DateLogicalTypeAnnotation ? LocalDate.ofEpochDay(value) : value);
    }

    @Override
    public void addLong(long value) {
      target.accept(
          logical instanceof TimestampLogicalTypeAnnotation
              ? Instant.EPOCH.plus(value, ChronoUnit.MICROS)
              : value);
    }

    @Override
    public void addDouble(double value) {
      target.accept(value);
    }

    @Override
    public void addBinary(Binary value) {
      String text = value.toStringUsingUTF8();
      target.accept(
          logical instanceof JsonLogicalTypeAnnotation ? OuraJson.read(text, Object.class) : text);
    }
  }
}
