// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/**
 * Serializers and deserializers of days and timestamps.
 *
 * <p>Timestamps in the form that Oura usually sends are parsed by {@link TimestampText}, others in
 * the format of RFC 3339 by the ITU library, and those that it rejects by {@code java.time}, in
 * which decoding a page of heart rates would otherwise spend nearly all of its time.
 */
final class Timestamps {
  /**
   * Also accepts no offset, which means UTC, and offsets in other forms: without a colon, without
   * minutes, or with seconds.
   */
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter();

  /** The zeros of a fraction after its ninth digit. */
  private static final Pattern ZEROS_BEYOND_NANOSECONDS = Pattern.compile("(\\.\\d{9})0+(?!\\d)");

  private static final int DATE_LENGTH = "2026-03-01".length();

  private Timestamps() {}

  static SimpleModule module() {
    return new SimpleModule("oura-timestamps")
        .addDeserializer(OffsetDateTime.class, new TimestampDeserializer())
        .addSerializer(OffsetDateTime.class, new TimestampSerializer())
        .addDeserializer(LocalDate.class, new DayDeserializer())
        .addSerializer(LocalDate.class, new DaySerializer());
  }

  static OffsetDateTime parse(String text) {
    try {
      return ITU.parseDateTime(text);
    } catch (DateTimeException notRfc3339) {
      return parseLeniently(text);
    }
  }

  private static OffsetDateTime parseLeniently(String text) {
    // The formatter would accept 30 February, and move it to another day.
    LocalDate.parse(text.substring(0, Math.min(text.length(), DATE_LENGTH)));
    String exact = ZEROS_BEYOND_NANOSECONDS.matcher(text).replaceFirst("$1");
    TemporalAccessor parsed = LENIENT.parseBest(exact, OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof LocalDateTime utc
        ? utc.atOffset(ZoneOffset.UTC)
        : OffsetDateTime.from(parsed);
  }

  private static final class TimestampDeserializer extends StdScalarDeserializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    TimestampDeserializer() {
      super(OffsetDateTime.class);
    }

    @Override
    public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        OffsetDateTime timestamp =
            TimestampText.parse(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (timestamp != null) {
          return timestamp;
        }
        try {
          return parse(parser.getText());
        } catch (DateTimeException e) {
          return (OffsetDateTime)
              context.handleWeirdStringValue(OffsetDateTime.class, "", "not a timestamp");
        }
      }
      return (OffsetDateTime) context.handleUnexpectedToken(OffsetDateTime.class, parser);
    }
  }

  private static final class TimestampSerializer extends StdScalarSerializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    TimestampSerializer() {
      super(OffsetDateTime.class);
    }

    @Override
    public void serialize(OffsetDateTime value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      // Not toString(), which omits seconds that are zero: RFC 3339 requires them.
      json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
    }
  }

  private static final class DayDeserializer extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DayDeserializer() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        LocalDate day =
            TimestampText.parseDay(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (day != null) {
          return day;
        }
        try {
          return LocalDate.parse(parser.getText());
        } catch (DateTimeException e) {
          return (LocalDate) context.handleWeirdStringValue(LocalDate.class, "", "not a day");
        }
      }
      return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
    }
  }

  private static final class DaySerializer extends StdScalarSerializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DaySerializer() {
      super(LocalDate.class);
    }

    @Override
    public void serialize(LocalDate value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }
}
