// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.dataframe.file.DocumentWriter;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Tag;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the files that oura-dataframe has written with DuckDB, which knows nothing of this library,
 * and compares the rows, nulls and sums with those of the documents.
 */
class FilesInDuckDbTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate NEWEST = LocalDate.of(2026, 3, 31);
  private static final SimulatedPerson PERSON =
      SimulatedPerson.builder().seed(5).newestDay(NEWEST).build();

  @TempDir Path folder;

  static Stream<Arguments> dataTypesInEachFormat() {
    return Arrays.stream(DataType.values())
        .flatMap(
            type ->
                Stream.of(
                    Arguments.of(type, DocumentFormat.parquet()),
                    Arguments.of(type, DocumentFormat.csv()),
                    Arguments.of(type, DocumentFormat.ndjson())));
  }

  @ParameterizedTest
  @MethodSource("dataTypesInEachFormat")
  void file_ofEachDataType_hasTheRowsNullsAndSumsOfTheDocuments(
      DataType type, DocumentFormat format) throws Exception {
    assertSameNumbers(type.documentType(), format);
  }

  private <T> void assertSameNumbers(Class<T> type, DocumentFormat format) throws Exception {
    List<T> documents = documents(type);
    Map<String, DoubleSummaryStatistics> numbers = numbers(documents);
    Path file = write(documents, type, format);

    try (DuckDb duckDb = new DuckDb(file)) {
      assertThat(duckDb.row("count(*)")).containsExactly((long) documents.size());
      numbers.forEach(
          (path, expected) -> {
            String column = column(path, format);
            List<Object> row = duckDb.row("count(" + column + "), sum(" + column + ")::double");
            assertThat(row.get(0)).as(path).isEqualTo(expected.getCount());
            assertThat((Double) row.get(1))
                .as(path)
                .isCloseTo(
                    expected.getSum(), within(1e-9 * Math.max(1, Math.abs(expected.getSum()))));
          });
    }
  }

  private static String column(String path, DocumentFormat format) {
    return format.extension().equals("csv") ? '"' + path + '"' : path;
  }

  /** Returns the numbers of all documents by path, read from their JSON. */
  private static Map<String, DoubleSummaryStatistics> numbers(List<?> documents)
      throws IOException {
    Map<String, DoubleSummaryStatistics> numbers = new TreeMap<>();
    for (Object document : documents) {
      addNumbers(numbers, "", JSON.readTree(OuraJson.write(document)));
    }
    return numbers;
  }

  private static void addNumbers(
      Map<String, DoubleSummaryStatistics> numbers, String path, JsonNode node) {
    if (node.isNumber()) {
      numbers
          .computeIfAbsent(path, each -> new DoubleSummaryStatistics())
          .accept(node.doubleValue());
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      addNumbers(numbers, name, field.getValue());
    }
  }

  @Test
  void parquet_ofSeries_hasTheSamplesAndTheirNulls() throws Exception {
    List<SleepPeriod> nights = documents(SleepPeriod.class);
    List<Double> samples =
        nights.stream()
            .map(SleepPeriod::heartRate)
            .filter(series -> series != null && series.items() != null)
            .map(SampleSeries::items)
            .flatMap(List::stream)
            .toList();

    try (DuckDb duckDb = new DuckDb(write(nights, SleepPeriod.class, DocumentFormat.parquet()))) {
      List<Object> row =
          duckDb.row(
              "sum(len(heart_rate.items))::bigint,"
                  + " sum(len(list_filter(heart_rate.items, lambda x: x is null)))::bigint,"
                  + " sum(list_sum(heart_rate.items))");

      long nulls = samples.stream().filter(sample -> sample == null).count();
      double sum = samples.stream().filter(sample -> sample != null).mapToDouble(x -> x).sum();
      assertThat(nulls).isPositive();
      assertThat(row).containsExactly((long) samples.size(), nulls, sum);
    }
  }

  @Test
  void parquet_ofTimestamps_hasTheInstantAndTheOffsetInMinutes() throws Exception {
    SleepPeriod night =
        SleepPeriod.builder()
            .bedtimeStart(OffsetDateTime.parse("2026-10-25T02:30:00.250-03:30"))
            .day(LocalDate.of(1969, 12, 31))
            .build();

    try (DuckDb duckDb =
        new DuckDb(write(List.of(night), SleepPeriod.class, DocumentFormat.parquet()))) {
      assertThat(
              duckDb.row(
                  "epoch_ms(bedtime_start), bedtime_start_offset_minutes, typeof(bedtime_start),"
                      + " day::varchar, typeof(day), bedtime_end, bedtime_end_offset_minutes"))
          .containsExactly(
              Instant.parse("2026-10-25T06:00:00.250Z").toEpochMilli(),
              -210,
              "TIMESTAMP WITH TIME ZONE",
              "1969-12-31",
              "DATE",
              null,
              null);
    }
  }

  @Test
  void csv_ofTimestampsWithoutSeconds_areReadAsTimestamps() throws Exception {
    DailySleep day =
        DailySleep.builder().timestamp(OffsetDateTime.parse("2026-03-20T00:00:00+01:00")).build();

    try (DuckDb duckDb = new DuckDb(write(List.of(day), DailySleep.class, DocumentFormat.csv()))) {
      assertThat(duckDb.row("epoch_ms(timestamp), typeof(timestamp)"))
          .containsExactly(
              Instant.parse("2026-03-19T23:00:00Z").toEpochMilli(), "TIMESTAMP WITH TIME ZONE");
    }
  }

  @Test
  void files_ofUnknownPropertiesAndFractions_haveThemAsJsonText() throws Exception {
    DailySpo2 odd =
        OuraJson.read(
            "{\"id\":\"a\",\"spo2_percentage\":{\"average\":97.125,\"low\":90.5},\"grade\":[1,null]}",
            DailySpo2.class);

    for (DocumentFormat format : List.of(DocumentFormat.parquet(), DocumentFormat.csv())) {
      try (DuckDb duckDb = new DuckDb(write(List.of(odd), DailySpo2.class, format))) {
        assertThat(
                duckDb.row(
                    column("spo2_percentage.average", format)
                        + "::double,"
                        + " (unknown_properties::json->>'$.spo2_percentage.low')::double,"
                        + " (unknown_properties::json->'$.grade')::varchar"))
            .containsExactly(97.125, 90.5, "[1,null]");
      }
    }
  }

  @Test
  void parquet_ofListsOfObjects_hasStructsWithTheirUnknownProperties() throws Exception {
    RestModePeriod rest =
        OuraJson.read(
            "{\"episodes\":[{\"tags\":[\"a\",null],\"timestamp\":\"2026-03-20T10:00:00Z\",\"x\":1},{}]}",
            RestModePeriod.class);

    try (DuckDb duckDb =
        new DuckDb(write(List.of(rest), RestModePeriod.class, DocumentFormat.parquet()))) {
      assertThat(
              duckDb.row(
                  "len(episodes), len(episodes[1].tags), episodes[1].tags[2],"
                      + " episodes[1].unknown_properties, episodes[2].tags,"
                      + " epoch_ms(episodes[1].timestamp)"))
          .containsExactly(
              2L,
              2L,
              null,
              "{\"x\":1}",
              null,
              Instant.parse("2026-03-20T10:00:00Z").toEpochMilli());
    }
  }

  @Test
  void files_ofNullEmptyAndOddText_keepTheDifference() throws Exception {
    List<Tag> tags =
        Stream.of("", "a,\"b\"\r\nc", "😀 ä", "=1+1")
            .map(text -> Tag.builder().id("x").text(text).build())
            .collect(Collectors.toList());
    tags.add(Tag.builder().id("x").build());

    for (DocumentFormat format :
        List.of(DocumentFormat.parquet(), DocumentFormat.csv().withoutFormulaGuard())) {
      try (DuckDb duckDb = new DuckDb(write(tags, Tag.class, format))) {
        assertThat(duckDb.column("text")).containsExactly("", "a,\"b\"\r\nc", "😀 ä", "=1+1", null);
      }
    }
  }

  @Test
  void parquet_ofManyRows_hasSeveralRowGroups() throws Exception {
    Random random = new Random(7);
    List<Tag> tags =
        IntStream.range(0, 300)
            .mapToObj(
                tag -> {
                  byte[] incompressible = new byte[90_000];
                  random.nextBytes(incompressible);
                  return Tag.builder()
                      .text(Base64.getEncoder().encodeToString(incompressible))
                      .build();
                })
            .toList();

    try (DuckDb duckDb = new DuckDb(write(tags, Tag.class, DocumentFormat.parquet()))) {
      assertThat((Long) duckDb.rowGroups()).isBetween(2L, 10L);
      assertThat(duckDb.row("count(distinct text)")).containsExactly(300L);
    }
  }

  private <T> Path write(List<T> documents, Class<T> type, DocumentFormat format)
      throws IOException {
    Path file = folder.resolve(type.getSimpleName() + "." + format.extension());
    try (DocumentWriter<T> writer = format.writer(type, Files.newOutputStream(file))) {
      for (T document : documents) {
        writer.write(document);
      }
    }
    return file;
  }

  private static <T> List<T> documents(Class<T> type) {
    Instant end = Instant.parse("2026-03-31T00:00:00Z");
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    if (type == HeartRate.class) {
      return PERSON.heartRate(start, end).map(type::cast).toList();
    }
    if (type == RingBatteryLevel.class) {
      return PERSON.ringBatteryLevel(start, end).map(type::cast).toList();
    }
    if (type == DataType.RING_CONFIGURATION.documentType()) {
      return PERSON.ringConfigurations().stream().map(type::cast).toList();
    }
    return type == DataType.PERSONAL_INFO.documentType()
        ? List.of(type.cast(PERSON.personalInfo()))
        : PERSON.documents(type, PERSON.firstDay(), NEWEST);
  }
}
