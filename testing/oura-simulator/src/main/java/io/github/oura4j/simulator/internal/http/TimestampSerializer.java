// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * Writes timestamps in the format that Oura uses for the document: with or without milliseconds,
 * and with {@code Z} or an offset.
 */
final class TimestampSerializer extends StdSerializer<OffsetDateTime> {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter UTC = format("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");
  private static final DateTimeFormatter MILLISECONDS = format("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
  private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd'T'HH:mm:ssxxx");
  private static final Set<Class<?>> IN_UTC =
      Set.of(HeartRate.class, RingBatteryLevel.class, RingConfiguration.class);
  private static final Set<Class<?>> WITH_MILLISECONDS =
      Set.of(DailyActivity.class, SampleSeries.class, Session.class, SleepPeriod.class);

  TimestampSerializer() {
    super(OffsetDateTime.class);
  }

  @Override
  public void serialize(OffsetDateTime value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeString(formatIn(json.currentValue()).format(value));
  }

  private static DateTimeFormatter formatIn(Object document) {
    if (IN_UTC.contains(document.getClass())) {
      return UTC;
    }
    return WITH_MILLISECONDS.contains(document.getClass()) ? MILLISECONDS : SECONDS;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
