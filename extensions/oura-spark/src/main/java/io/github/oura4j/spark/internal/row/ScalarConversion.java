// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.json.OuraJson;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Converts single values. */
enum ScalarConversion implements Conversion {
  BOOLEAN(DataTypes.BooleanType),
  INTEGER(DataTypes.IntegerType),
  LONG(DataTypes.LongType),
  DOUBLE(DataTypes.DoubleType),
  TEXT(DataTypes.StringType) {
    @Override
    public boolean fits(Object value) {
      return !LoneSurrogates.areIn((String) value);
    }

    @Override
    public Object convert(Object value) {
      return UTF8String.fromString((String) value);
    }
  },
  JSON(DataTypes.StringType) {
    @Override
    public Object convert(Object value) {
      return UTF8String.fromString(LoneSurrogates.escape(OuraJson.write(value)));
    }
  },
  DATE(DataTypes.DateType) {
    @Override
    public boolean fits(Object value) {
      long day = ((LocalDate) value).toEpochDay();
      return day == (int) day;
    }

    @Override
    public Object convert(Object value) {
      return (int) ((LocalDate) value).toEpochDay();
    }
  },
  /** An instant. Its offset is a column beside it. */
  TIMESTAMP(DataTypes.TimestampType) {
    @Override
    public boolean fits(Object value) {
      return Math.abs(((OffsetDateTime) value).toEpochSecond())
          < Long.MAX_VALUE / MICROS_PER_SECOND;
    }

    @Override
    public Object convert(Object value) {
      OffsetDateTime timestamp = (OffsetDateTime) value;
      return timestamp.toEpochSecond() * MICROS_PER_SECOND
          + timestamp.getNano() / NANOS_PER_MICROSECOND;
    }
  },
  /** A timestamp in a list or map, where there is no place for its offset beside it. */
  TIMESTAMP_TEXT(DataTypes.StringType) {
    @Override
    public Object convert(Object value) {
      return UTF8String.fromString(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((OffsetDateTime) value));
    }
  };

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICROSECOND = 1_000;

  @SuppressWarnings("ImmutableEnumChecker") // it is immutable, but has no annotation that says so
  private final DataType type;

  ScalarConversion(DataType type) {
    this.type = type;
  }

  @Override
  public DataType type() {
    return type;
  }

  @Override
  public Object convert(Object value) {
    return value;
  }
}
