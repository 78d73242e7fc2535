// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.SleepContributors;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OuraFramesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);
  private static final SimulatedPerson PERSON =
      SimulatedPerson.builder().seed(11).newestDay(DAY).wearsRingEveryDay().build();

  @Test
  void of_dailySleep_hasTheColumnsOfThePythonClientAfterTheId() {
    DataFrame frame = OuraFrames.of(documents(DailySleep.class), DailySleep.class);

    assertThat(frame.getColumnsIndex())
        .containsExactly(
            "id",
            "day",
            "score",
            "timestamp",
            "contributors.deep_sleep",
            "contributors.efficiency",
            "contributors.latency",
            "contributors.rem_sleep",
            "contributors.restfulness",
            "contributors.timing",
            "contributors.total_sleep");
  }

  @Test
  void of_dailyReadiness_hasTheColumnsOfThePythonClientAndWhatOuraHasAdded() {
    DataFrame frame = OuraFrames.of(documents(DailyReadiness.class), DailyReadiness.class);

    assertThat(frame.getColumnsIndex())
        .containsExactly(
            "id",
            "day",
            "score",
            "temperature_deviation",
            "temperature_trend_deviation",
            "timestamp",
            "contributors.activity_balance",
            "contributors.body_temperature",
            "contributors.hrv_balance",
            "contributors.previous_day_activity",
            "contributors.previous_night",
            "contributors.recovery_index",
            "contributors.resting_heart_rate",
            "contributors.sleep_balance",
            "contributors.sleep_regularity");
  }

  @Test
  void of_dailySleep_hasTheValuesOfEachDocumentWithTheirTypes() {
    List<DailySleep> documents = documents(DailySleep.class);

    DataFrame frame = OuraFrames.of(documents, DailySleep.class);

    assertThat(frame.height()).isEqualTo(documents.size()).isGreaterThan(10);
    assertThat(frame.<LocalDate>getColumn("day"))
        .containsExactlyElementsOf(documents.stream().map(DailySleep::day).toList());
    assertThat(frame.<Integer>getColumn("score"))
        .containsExactlyElementsOf(documents.stream().map(DailySleep::score).toList());
    assertThat(frame.<OffsetDateTime>getColumn("timestamp"))
        .containsExactlyElementsOf(documents.stream().map(DailySleep::timestamp).toList());
    assertThat(frame.<Integer>getColumn("contributors.timing"))
        .containsExactlyElementsOf(
            documents.stream()
                .map(DailySleep::contributors)
                .map(each -> each == null ? null : each.timing())
                .toList());
  }

  @Test
  void of_documentsWithoutContributors_hasNullsInTheirColumns() {
    DailySleep without = DailySleep.builder().id("a").day(DAY).build();

    DataFrame frame = OuraFrames.of(List.of(without), DailySleep.class);

    assertThat(frame.width()).isEqualTo(11);
    assertThat(frame.getColumn("contributors.timing")).containsExactly((Object) null);
    assertThat(frame.getColumn("score")).containsExactly((Object) null);
  }

  @Test
  void of_noDocuments_hasAllColumnsAndNoRows() {
    DataFrame frame = OuraFrames.of(List.of(), DailySleep.class);

    assertThat(frame.width()).isEqualTo(11);
    assertThat(frame.height()).isZero();
  }

  @Test
  void of_openEnums_areText() {
    SleepPeriod known = SleepPeriod.builder().type(SleepType.LONG_SLEEP).build();
    SleepPeriod added = SleepPeriod.builder().type(SleepType.of("power_nap")).build();

    DataFrame frame = OuraFrames.of(List.of(known, added), SleepPeriod.class);

    assertThat(frame.<String>getColumn("type")).containsExactly("long_sleep", "power_nap");
  }

  @Test
  void of_unknownProperties_areInOneMapBelowTheNamesOfTheirObjects() {
    DailySleep odd =
        OuraJson.read(
            """
            {"id":"a","mood":{"kind":"calm"},"contributors":{"timing":5,"novelty":0.25}}
            """,
            DailySleep.class);

    DataFrame frame = OuraFrames.of(List.of(odd, DailySleep.builder().build()), DailySleep.class);

    assertThat(frame.getColumnsIndex().get(11)).isEqualTo("unknown_properties");
    assertThat(OuraJson.write(frame.getColumn("unknown_properties").get(0)))
        .isEqualTo("{\"mood\":{\"kind\":\"calm\"},\"contributors\":{\"novelty\":0.25}}");
    assertThat(frame.getColumn("unknown_properties").get(1)).isNull();
  }

  @Test
  void of_aTypeWithNestedObjectsAtAnyDepth_hasDottedColumnsAfterThePlainOnes() {
    FutureDocument document =
        OuraJson.read(
            """
            {"id":"a","part":{"inner":{"depth":7},"name":"b"},"by_zone":{"x":1.5,"y":null},
             "free":[1,"two"],"kinds":["rest",null,"new"],"kind_of":{"z":"sleep"}}
            """,
            FutureDocument.class);

    DataFrame frame = OuraFrames.of(List.of(document), FutureDocument.class);

    assertThat(frame.getColumnsIndex())
        .containsExactly(
            "id",
            "by_zone",
            "free",
            "kinds",
            "kind_of",
            "moments",
            "days",
            "grid",
            "parts",
            "part_of",
            "part.inner.depth",
            "part.name",
            "part.at");
    assertThat(frame.getColumn("part.inner.depth").get(0)).isEqualTo(7L);
    assertThat(frame.getColumn("by_zone").get(0)).isEqualTo(document.byZone());
    assertThat(frame.getColumn("kinds").get(0)).asString().isEqualTo("[rest, null, new]");
    assertThat(((List<?>) frame.getColumn("kinds").get(0)).get(0)).isEqualTo("rest");
    assertThat(frame.getColumn("kind_of").get(0)).isEqualTo(Map.of("z", "sleep"));
    assertThat(frame.getColumn("free").get(0)).isEqualTo(List.of(1, "two"));
  }

  @ParameterizedTest
  @EnumSource
  void of_eachDataType_hasOneRowForEachDocumentAndDistinctColumns(DataType type) {
    DataFrame frame = frameOf(type.documentType());

    assertThat(frame.height()).isPositive();
    assertThat(frame.getColumnsIndex())
        .doesNotHaveDuplicates()
        .doesNotContain("unknown_properties");
    assertThat(frame.getColumnsIndex()).hasSizeGreaterThanOrEqualTo(4);
  }

  private static <T> DataFrame frameOf(Class<T> type) {
    return OuraFrames.of(Person.documents(PERSON, type), type);
  }

  @Test
  void of_aClassThatIsNoRecord_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuraFrames.of(List.of("text"), String.class))
        .withMessageContaining("java.lang.String is not a record");
  }

  @Test
  void samples_ofNights_haveOneRowForEachSample() {
    List<SleepPeriod> nights = documents(SleepPeriod.class);

    DataFrame frame = OuraFrames.samples(nights, SleepPeriod.class, "heart_rate");

    List<Double> items = new ArrayList<>();
    nights.stream()
        .map(SleepPeriod::heartRate)
        .filter(Objects::nonNull)
        .forEach(series -> items.addAll(series.items()));
    assertThat(frame.getColumnsIndex()).containsExactly("id", "day", "timestamp", "heart_rate");
    assertThat(frame.<Double>getColumn("heart_rate"))
        .containsExactlyElementsOf(items)
        .containsNull();
    SleepPeriod first = nights.get(0);
    assertThat(frame.getColumn("id").get(0)).isEqualTo(first.id());
    assertThat(frame.getColumn("timestamp").get(0)).isEqualTo(first.heartRate().timestamp());
    assertThat(frame.getColumn("timestamp").get(1))
        .isEqualTo(first.heartRate().timestamp().plusMinutes(5));
  }

  @Test
  void samples_withoutInterval_keepTheirValuesWithoutTimes() {
    SampleSeries series =
        SampleSeries.builder()
            .timestamp(OffsetDateTime.parse("2026-03-20T01:00:00+01:00"))
            .items(List.of(60.0, 61.0))
            .build();
    SleepPeriod night = SleepPeriod.builder().id("a").hrv(series).build();

    DataFrame frame = OuraFrames.samples(List.of(night), SleepPeriod.class, "hrv");

    assertThat(frame.<Double>getColumn("hrv")).containsExactly(60.0, 61.0);
    assertThat(frame.getColumn("timestamp")).containsOnlyNulls();
  }

  @Test
  void samples_ofAPropertyThatIsNoSeries_areRejectedWithTheNamesOfThose() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuraFrames.samples(List.of(), SleepPeriod.class, "score"))
        .withMessage("SleepPeriod has no sample series score. It has: [heart_rate, hrv].");
  }

  @Test
  void hypnogram_ofANight_hasOneRowForEachPhase() {
    SleepPeriod night =
        SleepPeriod.builder()
            .id("a")
            .day(DAY)
            .bedtimeStart(OffsetDateTime.parse("2026-03-19T23:00:00+01:00"))
            .sleepPhase30Sec("4422117")
            .build();

    DataFrame frame = OuraFrames.hypnogram(List.of(night, SleepPeriod.builder().build()));

    assertThat(frame.<String>getColumn("phase"))
        .containsExactly("awake", "light", "deep", "unknown(7)");
    assertThat(frame.<Long>getColumn("seconds")).containsExactly(60L, 60L, 60L, 30L);
    assertThat(frame.getColumn("start").get(1))
        .isEqualTo(OffsetDateTime.parse("2026-03-19T23:01:00+01:00"));
    assertThat(frame.getColumn("end").get(0)).isEqualTo(frame.getColumn("start").get(1));
    assertThat(frame.getColumn("id")).containsOnly("a");
    assertThat(frame.getColumn("day")).containsOnly(DAY);
  }

  @Test
  void of_heartRates_keepsEachSample() {
    List<HeartRate> samples = Person.documents(PERSON, HeartRate.class);

    DataFrame frame = OuraFrames.of(samples, HeartRate.class);

    assertThat(frame.<Integer>getColumn("bpm"))
        .containsExactlyElementsOf(samples.stream().map(HeartRate::bpm).toList());
    assertThat(frame.getColumnsIndex())
        .containsExactly("bpm", "source", "timestamp", "timestamp_unix");
  }

  @Test
  void of_moreRowsThanTheFirstArraysHold_keepsAllOfThem() {
    List<DailySleep> documents = new ArrayList<>();
    for (int score = 0; score < 1000; score++) {
      documents.add(
          DailySleep.builder()
              .score(score)
              .contributors(SleepContributors.builder().timing(score).build())
              .build());
    }

    DataFrame frame = OuraFrames.of(documents, DailySleep.class);

    assertThat(frame.<Integer>getColumn("contributors.timing"))
        .containsExactlyElementsOf(documents.stream().map(DailySleep::score).toList());
  }

  private static <T> List<T> documents(Class<T> type) {
    return Person.documents(PERSON, type);
  }
}
