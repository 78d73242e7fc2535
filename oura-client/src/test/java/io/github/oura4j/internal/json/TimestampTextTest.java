// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.HeartRate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the parser with that of the library, which reads all forms of timestamps. */
class TimestampTextTest {
  private static final int TEXTS = 20_000;
  private static final String CHARACTERS = "0123456789-+:.,TtZz \u0663\uFF11\u0000\u2212/[";

  private static final long FIRST_SECOND = Instant.parse("0000-01-02T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();

  private final Random random = new Random(17);

  private static @Nullable OffsetDateTime parse(String text) {
    String surrounded = "12" + text + "34";
    return TimestampText.parse(surrounded.toCharArray(), 2, text.length());
  }

  private static @Nullable LocalDate parseDay(String text) {
    String surrounded = "12" + text + "34";
    return TimestampText.parseDay(surrounded.toCharArray(), 2, text.length());
  }

  private static @Nullable OffsetDateTime parseWithLibrary(String text) {
    try {
      return Timestamps.parse(text);
    } catch (DateTimeException invalid) {
      return null;
    }
  }

  /** Asserts that a text is left to the library, or read as the library reads it. */
  private static void assertSameAsLibrary(String text) {
    OffsetDateTime timestamp = parse(text);
    if (timestamp != null) {
      assertThat(timestamp).as(text).isEqualTo(parseWithLibrary(text));
      assertThat(timestamp.getOffset()).as(text).isEqualTo(parseWithLibrary(text).getOffset());
    }
  }

  private String timestamp() {
    Instant start = Instant.ofEpochSecond(random.nextLong(FIRST_SECOND, LAST_SECOND));
    int nano = random.nextInt(1_000_000_000);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-17 * 60, 17 * 60));
    String seconds =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(start.atOffset(offset));
    String fraction = "." + "%09d".formatted(nano);
    return seconds + fraction.substring(0, random.nextInt(11)).replaceFirst("\\.$", "") + offset;
  }

  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length());
      char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      switch (random.nextInt(4)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, character);
        case 2 -> damaged.setLength(Math.max(at, 3));
        default -> damaged.setCharAt(at, character);
      }
    }
    return damaged.toString();
  }

  @Test
  void parse_ofAnyTimestampWithSecondsAndOffset_returnsIt() {
    for (int i = 0; i < TEXTS; i++) {
      String text = timestamp();

      assertThat(parse(text)).as(text).isEqualTo(OffsetDateTime.parse(text));
      assertSameAsLibrary(text);
    }
  }

  /** The parser keeps the last day that it has read, since most samples share theirs. */
  @Test
  void parse_ofTimestampsWhoseDaysAlternate_returnsEachDay() {
    for (String day :
        List.of("2026-03-01", "2026-03-01", "2026-03-02", "2026-04-02", "2025-04-02")) {
      assertThat(parse(day + "T07:30:00Z")).isEqualTo(OffsetDateTime.parse(day + "T07:30:00Z"));
      assertThat(parse("2026-02-30T07:30:00Z")).isNull();
      assertThat(parseDay(day)).isEqualTo(LocalDate.parse(day));
    }
  }

  @Test
  void parse_ofADamagedTimestamp_acceptsNoneThatTheLibraryReadsDifferently() {
    for (int i = 0; i < TEXTS; i++) {
      assertSameAsLibrary(damaged(timestamp()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T07:30:00Z",
        "2026-03-01T07:30:00.5Z",
        "2026-03-01T07:30:00.000+00:00",
        "2026-03-01T07:30:00.123456789-09:30",
        "2024-02-29T23:59:59.999+14:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59+17:59"
      })
  void parse_ofAFormThatOuraSends_isNotLeftToTheLibrary(String text) {
    assertThat(parse(text)).isEqualTo(OffsetDateTime.parse(text));
    assertSameAsLibrary(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-01",
        "2026-03-01T07:30",
        "2026-03-01T07:30:00",
        "2026-03-01T07:30:00.",
        "2026-03-01T07:30:00.Z",
        "2026-03-01T07:30:00.1234567890Z",
        "2026-03-01T07:30:00.0000000000Z",
        "2026-03-01t07:30:00z",
        "2026-03-01 07:30:00Z",
        "2026-03-01T07:30:00,5Z",
        "2026-03-01T07:30:60Z",
        "2016-12-31T23:59:60Z",
        "2026-03-01T24:00:00Z",
        "2026-02-30T07:30:00Z",
        "2025-02-29T07:30:00Z",
        "2026-13-01T07:30:00Z",
        "2026-00-01T07:30:00Z",
        "2026-03-01T07:60:00Z",
        "2026-03-01T07:30:00-00:00",
        "2026-03-01T07:30:00+18:00",
        "2026-03-01T07:30:00+19:00",
        "2026-03-01T07:30:00+01:60",
        "2026-03-01T07:30:00+0100",
        "2026-03-01T07:30:00+01",
        "2026-03-01T07:30:00+01:00:00",
        "2026-03-01T07:30:00ZZ",
        "2026-03-01T07:30:00Z ",
        " 2026-03-01T07:30:00Z",
        "2026-03-01T07:30:00\u221201:00",
        "\u0662\u0660\u0662\u0666-03-01T07:30:00Z",
        "2026-03-01T07:30:00.\u0661Z",
        "+12026-03-01T07:30:00Z",
        "-2026-03-01T07:30:00Z",
        "2026-3-1T7:30:00Z-------",
        "99999999999999999999999999999999999999Z"
      })
  void parse_ofAnyOtherForm_isLeftToTheLibrary(String text) {
    assertThat(parse(text)).isNull();
  }

  @Test
  void parseDay_ofADayOrADamagedOne_returnsWhatTheLibraryReadsOrNull() {
    for (int i = 0; i < TEXTS; i++) {
      String day = timestamp().substring(0, 10);
      String damaged = damaged(day);

      assertThat(parseDay(day)).as(day).isEqualTo(LocalDate.parse(day));
      LocalDate parsed = parseDay(damaged);
      if (parsed != null) {
        assertThat(parsed).as(damaged).isEqualTo(LocalDate.parse(damaged));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-0",
        "2026-03-011",
        "2026-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-03-32",
        "2026-03-00",
        "20x6-03-01",
        "x026-03-01",
        "2026/03/01",
        "2026-3--01",
        "+026-03-01",
        "-026-03-01",
        "2026-03-\u0660\u0661",
        " 2026-03-1"
      })
  void parseDay_ofAnyOtherForm_isLeftToTheLibrary(String text) {
    assertThat(parseDay(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T07:30:00.000Z",
        "2026\\u002d03-01T07:30:00.000\\u005a",
        "2026-03-01t07:30:00z",
        "2026-03-01T07:30:00.000000000000Z",
        "2026-03-01T07:30:00"
      })
  void decode_ofAnyFormInJson_returnsTheTimestamp(String text) {
    HeartRate sample =
        OuraJson.read("{\"bpm\":60,\"timestamp\":\"" + text + "\"}", HeartRate.class);

    assertThat(sample.timestamp()).isEqualTo(OffsetDateTime.parse("2026-03-01T07:30:00Z"));
  }
}
