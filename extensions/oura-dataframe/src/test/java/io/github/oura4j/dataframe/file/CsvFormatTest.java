// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.Tag;
import io.github.oura4j.model.Workout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-20T12:00:00+01:00");

  @Test
  void csv_ofDailySleep_hasAHeaderWithDottedNames() throws IOException {
    assertThat(csv(DailySleep.class))
        .isEqualTo(
            "id,day,score,timestamp,contributors.deep_sleep,contributors.efficiency,"
                + "contributors.latency,contributors.rem_sleep,contributors.restfulness,"
                + "contributors.timing,contributors.total_sleep,unknown_properties\n");
  }

  @Test
  void csv_ofNullAndEmptyText_differ() throws IOException {
    Tag empty = Tag.builder().id("").build();

    assertThat(rows(Tag.class, empty)).containsExactly("\"\",,,,,");
  }

  @Test
  void csv_ofATimestampWithoutSeconds_hasSecondsAndOffset() throws IOException {
    DailySleep document =
        DailySleep.builder().day(LocalDate.of(2026, 3, 20)).score(80).timestamp(NOON).build();

    assertThat(rows(DailySleep.class, document))
        .containsExactly(",2026-03-20,80,2026-03-20T12:00:00+01:00,,,,,,,,");
  }

  @Test
  void csv_ofLists_isJsonText() throws IOException {
    Tag tag = Tag.builder().tags(Arrays.asList("a", null, "b\"c")).build();
    RestModePeriod rest =
        OuraJson.read("{\"episodes\":[{\"tags\":[],\"x\":1}]}", RestModePeriod.class);

    assertThat(rows(Tag.class, tag)).containsExactly(",,\"[\"\"a\"\",null,\"\"b\\\"\"c\"\"]\",,,");
    assertThat(rows(RestModePeriod.class, rest))
        .containsExactly(",,,\"[{\"\"tags\"\":[],\"\"x\"\":1}]\",,,");
  }

  @Test
  void csv_ofUnknownProperties_isJsonTextInTheLastColumn() throws IOException {
    DailySleep odd =
        OuraJson.read("{\"contributors\":{\"timing\":5,\"y\":2},\"x\":1.50}", DailySleep.class);

    assertThat(rows(DailySleep.class, odd))
        .containsExactly(",,,,,,,,,5,,\"{\"\"x\"\":1.50,\"\"contributors\"\":{\"\"y\"\":2}}\"");
  }

  @Test
  void csv_withoutSeries_omitsListsOfNumbersOnly() throws IOException {
    SampleSeries series =
        SampleSeries.builder().interval(5.0).items(List.of(1.0)).timestamp(NOON).build();
    Session session = Session.builder().heartRate(series).build();

    assertThat(csv(Session.class, session))
        .contains("heart_rate.interval,heart_rate.items,heart_rate.timestamp")
        .contains(",5.0,[1.0],2026-03-20T12:00:00+01:00,");
    assertThat(text(DocumentFormat.csv().withoutSeries(), Session.class, session))
        .contains("heart_rate.interval,heart_rate.timestamp")
        .contains(",5.0,2026-03-20T12:00:00+01:00,");
    assertThat(text(DocumentFormat.csv().withoutSeries(), Tag.class)).contains(",tags,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void csv_ofTextThatASpreadsheetExecutes_isGuarded(String formula) throws IOException {
    Workout workout = Workout.builder().label(formula).build();

    assertThat(csv(Workout.class, workout)).contains("'" + formula);
    assertThat(text(DocumentFormat.csv().withoutFormulaGuard(), Workout.class, workout))
        .contains(formula)
        .doesNotContain("'" + formula);
  }

  @Test
  void csv_ofNegativeNumbersAndOtherText_isNotGuarded() throws IOException {
    Workout workout = Workout.builder().label("a=b, c").distance(-1.5).build();

    assertThat(csv(Workout.class, workout)).contains(",-1.5,").contains("\"a=b, c\"");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private static <T> List<String> rows(Class<T> type, T... documents) throws IOException {
    return csv(type, documents).lines().skip(1).toList();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private static <T> String csv(Class<T> type, T... documents) throws IOException {
    return text(DocumentFormat.csv(), type, documents);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private static <T> String text(DocumentFormat format, Class<T> type, T... documents)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DocumentWriter<T> writer = format.writer(type, bytes)) {
      for (T document : documents) {
        writer.write(document);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
