// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.json.OuraJson;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Stores single values. */
enum ScalarStorage implements Storage {
  BOOLEAN(PrimitiveTypeName.BOOLEAN, null) {
    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addBoolean((Boolean) value);
    }
  },
  INTEGER(PrimitiveTypeName.INT32, null) {
    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addInteger((Integer) value);
    }
  },
  LONG(PrimitiveTypeName.INT64, null) {
    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addLong((Long) value);
    }
  },
  DOUBLE(PrimitiveTypeName.DOUBLE, null) {
    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addDouble((Double) value);
    }
  },
  TEXT(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()) {
    @Override
    public boolean fits(Object value) {
      return !LoneSurrogates.areIn((String) value);
    }

    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addBinary(Binary.fromString((String) value));
    }
  },
  JSON(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.jsonType()) {
    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addBinary(Binary.fromString(LoneSurrogates.escape(OuraJson.write(value))));
    }
  },
  DATE(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType()) {
    @Override
    public boolean fits(Object value) {
      long day = ((LocalDate) value).toEpochDay();
      return day == (int) day;
    }

    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addInteger((int) ((LocalDate) value).toEpochDay());
    }
  },
  /** An instant. Its offset is stored beside it. */
  TIMESTAMP(
      PrimitiveTypeName.INT64,
      LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS)) {
    @Override
    public boolean fits(Object value) {
      long seconds = ((OffsetDateTime) value).toEpochSecond();
      return Math.abs(seconds) < Long.MAX_VALUE / MICROS_PER_SECOND;
    }

    @Override
    public void write(RecordConsumer consumer, Object value) {
      OffsetDateTime timestamp = (OffsetDateTime) value;
      // Not ChronoUnit.MICROS.between, which overflows for timestamps before 1677 and after 2262.
      consumer.addLong(
          timestamp.toEpochSecond() * MICROS_PER_SECOND
              + timestamp.getNano() / NANOS_PER_MICROSECOND);
    }
  },
  /** A timestamp in a list or map, where there is no place for its offset beside it. */
  TIMESTAMP_TEXT(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()) {
    @Override
    public void write(RecordConsumer consumer, Object value) {
      consumer.addBinary(
          Binary.fromString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((OffsetDateTime) value)));
    }
  };

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICROSECOND = 1_000;

  private final PrimitiveTypeName primitive;

  @SuppressWarnings("ImmutableEnumChecker") // it has no setters, but no annotation that says so
  private final @Nullable LogicalTypeAnnotation logical;

  ScalarStorage(PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
    this.primitive = primitive;
    this.logical = logical;
  }

  @Override
  public Type type(String name) {
    return Types.optional(primitive).as(logical).named(name);
  }
}
