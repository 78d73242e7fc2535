// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.sync.HistoryOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableColumnsTest {
  private static final Path TABLES = Path.of("../../docs/spark-columns.md");
  private static final String START = "## ";

  /** A changed column breaks the queries of analysts, and streams that have begun. */
  @Test
  void schema_ofAllTypes_isTheDocumentedOne() throws IOException {
    String page = Files.readString(TABLES);
    String text = page.substring(0, page.indexOf(START));
    String tables =
        Stream.of(DataType.values()).map(TableColumnsTest::table).collect(Collectors.joining("\n"));
    if (System.getProperty("api.accept") != null) {
      Files.writeString(TABLES, text + tables);
    }

    assertThat(Files.readString(TABLES)).isEqualTo(text + tables);
  }

  private static String table(DataType dataType) {
    StringBuilder table =
        new StringBuilder(START + dataType.pathName() + "\n\n| column | type |\n| --- | --- |\n");
    for (StructField field : TableColumns.of(dataType).schema().fields()) {
      table
          .append("| `")
          .append(field.name())
          .append("` | ")
          .append(field.dataType().catalogString())
          .append(field.nullable() ? "" : " not null")
          .append(" |\n");
    }
    return table.toString();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void schema_ofEachType_hasNoColumnTwice(DataType dataType) {
    assertThat(TableColumns.of(dataType).schema().fieldNames()).doesNotHaveDuplicates();
  }

  @Test
  void convert_document_keepsStructsAndOpenEnumsAndUnknownProperties() {
    Row row =
        row(
            DataType.DAILY_SLEEP,
            DailySleep.class,
            """
            {"id": "a", "day": "2026-01-01", "score": 80, "timestamp": "2026-01-01T07:00:00+02:00",
             "contributors": {"deep_sleep": 90, "new_part": [1, null]}, "new": {"b": 1.5},
             "nothing": null}
            """);

    assertThat(row.<String>getAs("person")).isEqualTo("anna");
    assertThat(row.<Object>getAs("score")).isEqualTo(80);
    assertThat(row.<Object>getAs("timestamp_offset_minutes")).isEqualTo(120);
    assertThat(row.<Object>getAs("timestamp")).hasToString("2026-01-01T05:00:00Z");
    assertThat(row.<Row>getAs("contributors").<Object>getAs("deep_sleep")).isEqualTo(90);
    assertThat(row.<Row>getAs("contributors").<Object>getAs("latency")).isNull();
    assertThat(row.getJavaMap(row.fieldIndex("unknown_properties")))
        .hasToString("{new={\"b\":1.5}, nothing=null, contributors={\"new_part\":[1,null]}}");
    assertThat(row.<String>getAs("outcome")).isEqualTo("ok");
  }

  @Test
  void convert_unknownValueOfAnOpenEnum_keepsItsText() {
    Row row = row(DataType.SLEEP, SleepPeriod.class, "{\"id\": \"a\", \"type\": \"siesta\"}");

    assertThat(row.<String>getAs("type")).isEqualTo("siesta");
  }

  @Test
  void convert_listWithNulls_keepsThem() {
    Row row =
        row(
            DataType.SLEEP,
            SleepPeriod.class,
            """
            {"id": "a", "day": "2026-01-01",
             "hrv": {"interval": 300, "items": [1.5, null, 2.5], "timestamp": null}}
            """);

    assertThat(row.<Row>getAs("hrv").getList(row.<Row>getAs("hrv").fieldIndex("items")))
        .isEqualTo(Arrays.asList(1.5, null, 2.5));
  }

  @Test
  void convert_structsInLists_haveUnknownPropertiesOfTheirOwn() {
    Row row =
        row(
            DataType.REST_MODE_PERIOD,
            RestModePeriod.class,
            """
            {"id": "a", "start_day": "2026-01-01", "episodes": [
              {"tags": ["one"], "timestamp": "2026-01-01T07:00:00Z", "mood": "good"}, null]}
            """);

    List<Row> episodes = row.getList(row.fieldIndex("episodes"));
    assertThat(episodes.get(0).getJavaMap(episodes.get(0).fieldIndex("unknown_properties")))
        .hasToString("{mood=\"good\"}");
    assertThat(episodes.get(1)).isNull();
    assertThat(row.<Object>getAs("day")).hasToString("2026-01-01");
  }

  @Test
  void convert_valuesThatSparkCannotHold_areUnknownProperties() {
    Row row =
        row(
            DataType.SLEEP,
            SleepPeriod.class,
            """
            {"id": "a", "day": "+999999999-12-31", "sleep_phase_5_min": "\\ud800",
             "bedtime_start": "+999999999-12-31T00:00:00Z", "efficiency": "high"}
            """);

    assertThat(row.<Object>getAs("sleep_phase_5_min")).isNull();
    assertThat(row.<Object>getAs("efficiency")).isNull();
    assertThat(row.getJavaMap(row.fieldIndex("unknown_properties")).toString())
        .contains("sleep_phase_5_min=\"\\ud800\"", "efficiency=\"high\"");
  }

  /** A name in UTF-8 has no lone surrogates, and names must not collide. */
  @Test
  void convert_unknownPropertiesWithLoneSurrogatesInTheirNames_keepsThemApart() {
    Row row =
        row(
            DataType.SLEEP,
            SleepPeriod.class,
            """
            {"id": "a", "\\ud800": 1, "\\ud801": 2, "\\\\ud800": 3, "back\\\\slash": 4}
            """);

    assertThat(row.getJavaMap(row.fieldIndex("unknown_properties")).toString())
        .isEqualTo("{\\ud800=1, \\ud801=2, \\\\ud800=3, back\\slash=4}");
  }

  @Test
  void convert_namesThatUtf8CannotExpress_areDifferentKeys() {
    Row row =
        row(
            DataType.SLEEP,
            SleepPeriod.class,
            """
            {"\\ud800": 1, "\\ud801": 2, "?": 3, "\\\\ud800": 4, "\\\\\\ud800": 5}
            """);

    assertThat(row.<String, String>getJavaMap(row.fieldIndex("unknown_properties")))
        .isEqualTo(
            Map.of("\\ud800", "1", "\\ud801", "2", "?", "3", "\\\\ud800", "4", "\\\\\\ud800", "5"));
  }

  @Test
  void convert_sample_hasItsUtcDay() {
    Row row =
        row(
            DataType.HEART_RATE,
            HeartRate.class,
            """
            {"bpm": 60, "source": "awake", "timestamp": "2026-01-01T23:30:00-02:00"}
            """);

    assertThat(row.<Object>getAs("day")).hasToString("2026-01-02");
    assertThat(row.<Object>getAs("timestamp_offset_minutes")).isEqualTo(-120);
  }

  @Test
  void convert_failure_hasAnOutcomeAlone() {
    TableColumns columns = TableColumns.of(DataType.SLEEP);
    Row row =
        row(
            columns,
            new SourceRow("anna", 7L, null, HistoryOutcome.SCOPE_MISSING, "Ask for the scope."));

    assertThat(row.<String>getAs("outcome")).isEqualTo("scope_missing");
    assertThat(row.<String>getAs("message")).isEqualTo("Ask for the scope.");
    assertThat(row.<Object>getAs("sequence")).isEqualTo(7L);
    assertThat(row.<Object>getAs("id")).isNull();
    assertThat(row.<Object>getAs("unknown_properties")).isNull();
  }

  @Test
  void prunedTo_partOfAStruct_convertsThisPartAlone() {
    StructType part =
        new StructType()
            .add("sequence", DataTypes.LongType)
            .add("contributors", new StructType().add("timing", DataTypes.IntegerType))
            .add("person", DataTypes.StringType, false);
    TableColumns columns = TableColumns.of(DataType.DAILY_SLEEP).prunedTo(part);
    DailySleep document =
        OuraJson.read("{\"contributors\": {\"deep_sleep\": 90, \"timing\": 5}}", DailySleep.class);

    assertThat(columns.schema()).isEqualTo(part);
    assertThat(columns.propertyNames()).containsExactly("contributors");
    assertThat(row(columns, SourceRow.of("anna", null, document))).hasToString("[null,[5],anna]");
  }

  @Test
  void propertyNames_withUnknownProperties_isAll() {
    TableColumns all = TableColumns.of(DataType.DAILY_SLEEP);

    assertThat(all.propertyNames()).isEmpty();
    assertThat(all.prunedTo(new StructType().add(all.schema().apply("unknown_properties"))))
        .satisfies(pruned -> assertThat(pruned.propertyNames()).isEmpty());
  }

  @Test
  void propertyNames_offsetOfATimestamp_isTheTimestamp() {
    TableColumns all = TableColumns.of(DataType.SLEEP);
    StructType offset = new StructType().add(all.schema().apply("bedtime_end_offset_minutes"));

    assertThat(all.prunedTo(offset).propertyNames()).containsExactly("bedtime_end");
  }

  private static <T> Row row(DataType dataType, Class<T> type, String json) {
    return row(TableColumns.of(dataType), SourceRow.of("anna", null, OuraJson.read(json, type)));
  }

  /** Converts a row as Spark does for its users. */
  private static Row row(TableColumns columns, SourceRow row) {
    SQLConf.get().setConfString("spark.sql.datetime.java8API.enabled", "true");
    return (Row)
        CatalystTypeConverters.createToScalaConverter(columns.schema()).apply(columns.convert(row));
  }
}
