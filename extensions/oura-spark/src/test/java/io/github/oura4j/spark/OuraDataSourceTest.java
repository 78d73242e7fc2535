// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.ReceivedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch reads of the simulated study. */
class OuraDataSourceTest {
  private static final String DAYS = "day between '2026-01-01' and '2026-01-07'";
  private static final String READABLE = " and person not in ('person-07', 'person-12')";

  private final Study study = Study.start();
  private final SparkSession spark = TestSession.get();

  @BeforeEach
  void forgetConnectors() {
    Connectors.clear();
  }

  @AfterEach
  void stop() {
    study.close();
  }

  @Test
  void read_daysOfReadablePeople_returnsEachDocumentOnce() {
    Dataset<Row> sleep = TestSession.table("sleep").where(DAYS + READABLE);

    assertThat(
            TestSession.lines(sleep, "concat_ws(' ', person, id, day, total_sleep_duration, type)"))
        .isEqualTo(
            study.documents(
                SleepPeriod.class,
                period ->
                    period.id()
                        + " "
                        + period.day()
                        + " "
                        + period.totalSleepDuration()
                        + " "
                        + period.type().value()));
  }

  @Test
  void read_someColumns_requestsOnlyThese() {
    Dataset<Row> deep =
        TestSession.table("daily_sleep").where(DAYS + READABLE).select("contributors.deep_sleep");

    assertThat(deep.collectAsList())
        .hasSameSizeAs(study.documents(DailySleep.class, DailySleep::id));
    assertThat(deep.queryExecution().executedPlan().toString())
        .contains("properties [day, contributors]")
        .doesNotContain("person-01");
    assertThat(fields()).hasSize(study.readable().size()).containsOnly("id,day,contributors");
  }

  @Test
  void read_allColumns_requestsWholeDocuments() {
    TestSession.table("daily_sleep").where(DAYS + READABLE).collectAsList();

    assertThat(fields()).isEmpty();
  }

  @Test
  void read_conditionOnPerson_requestsNobodyElse() {
    Dataset<Row> two =
        TestSession.table("daily_sleep")
            .where(DAYS + " and (person = 'person-01' or person in ('person-02', 'person-03'))");

    assertThat(TestSession.lines(two.select("person").distinct(), "person"))
        .containsExactly("person-01", "person-02", "person-03");
    assertThat(study.simulator().requestCount()).isEqualTo(3);
  }

  @Test
  void read_conditionOnTimestampOfSamples_returnsTheseSamples() {
    Dataset<Row> hour =
        TestSession.table("heartrate")
            .where(
                "timestamp >= timestamp '2026-01-05 10:00:00'"
                    + " and timestamp < timestamp '2026-01-05 11:00:00' and person = 'person-01'");

    long tenOClock = Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();
    long elevenOClock = Instant.parse("2026-01-05T11:00:00Z").toEpochMilli();
    assertThat(TestSession.lines(hour, "concat_ws(' ', person, unix_millis(timestamp), bpm)"))
        .isNotEmpty()
        .isEqualTo(
            study.heartRates().stream()
                .filter(
                    line ->
                        line.compareTo("person-01 " + tenOClock) >= 0
                            && line.compareTo("person-01 " + elevenOClock) < 0)
                .toList());
  }

  @Test
  void read_typeWithoutDays_needsNoCondition() {
    Dataset<Row> info = TestSession.table("personal_info").where("person = 'person-01'");

    assertThat(info.count()).isEqualTo(1);
    assertThat(TestSession.table("ring_configuration").where("person = 'person-01'").count())
        .isPositive();
  }

  @Test
  void read_count_requestsIdsAlone() {
    assertThat(
            TestSession.table("sleep", "since", "2026-01-01", "until", "2026-01-07")
                .where("person = 'person-01'")
                .count())
        .isPositive();

    assertThat(fields()).singleElement().asString().contains("id").doesNotContain("hrv");
  }

  @Test
  void read_contradictoryDays_requestsNothing() {
    assertThat(
            TestSession.table("sleep").where("day > '2026-02-01' and day < '2026-01-01'").count())
        .isZero();

    assertThat(study.simulator().requestCount()).isZero();
  }

  @Test
  void read_personWithoutConsent_failsWithWhatToDo() {
    assertThatThrownBy(() -> TestSession.table("sleep").where(DAYS).collectAsList())
        .hasMessageContaining("could not be read (")
        .hasMessageContaining("set the option failures to expected");
  }

  @Test
  void read_expectedFailuresAsRows_returnsThemWithTheirOutcome() {
    Dataset<Row> sleep =
        TestSession.table(
            "sleep", "since", "2026-01-01", "until", "2026-01-07", "failures", "expected");

    assertThat(
            TestSession.lines(
                sleep.where("outcome <> 'ok'"), "concat_ws(' ', person, outcome, id)"))
        .containsExactly("person-07 consent_expired", "person-12 membership_lapsed");
    assertThat(sleep.where("outcome = 'ok'").count())
        .isEqualTo(study.documents(SleepPeriod.class, SleepPeriod::id).size());
  }

  @Test
  void read_missingScope_isARowWithThatOutcome() {
    study
        .simulator()
        .respondNext(
            "/v2/usercollection/sleep", 401, "{\"detail\": \"The token lacks the scope daily.\"}");

    Dataset<Row> sleep =
        TestSession.table("sleep", "since", "2026-01-01", "failures", "expected")
            .where("person = 'person-01'");

    assertThat(TestSession.lines(sleep, "outcome")).containsExactly("scope_missing");
  }

  @Test
  void read_serverErrorWithAllFailuresAsRows_isARow() {
    study.simulator().respondNext("/v2/usercollection/sleep", 500, "{}");

    Dataset<Row> sleep =
        TestSession.table("sleep", "since", "2026-01-01", "failures", "all")
            .where("person = 'person-01'");

    assertThat(TestSession.lines(sleep, "outcome")).containsExactly("gave_up");
  }

  @Test
  void read_serverErrorWithExpectedFailuresAsRows_fails() {
    study.simulator().respondNext("/v2/usercollection/sleep", 500, "{}");

    assertThatThrownBy(
            () ->
                TestSession.table("sleep", "since", "2026-01-01", "failures", "expected")
                    .where("person = 'person-01'")
                    .collectAsList())
        .hasMessageContaining("set the option failures to all");
  }

  @Test
  void read_failuresAsRowsWithoutSince_isRefused() {
    assertThatThrownBy(
            () -> TestSession.table("sleep", "failures", "expected").where(DAYS).collectAsList())
        .hasMessageContaining("Set the options since and until");
  }

  @Test
  void read_noDays_isRefused() {
    assertThatThrownBy(() -> TestSession.table("sleep").collectAsList())
        .hasMessageContaining("Say from which day on sleep is to be read")
        .hasMessageContaining("with a lower bound on the column day, such as day >= '2026-01-31'")
        .hasMessageContaining("Functions of a column, such as year(day), do not count.");
    assertThatThrownBy(() -> TestSession.table("heartrate").where("year(day) = 2026").count())
        .hasMessageContaining("with a lower bound on the column day or timestamp");
  }

  @Test
  void sql_joinOfTwoTypes_returnsRowsOfBoth() {
    TestSession.table("sleep").where(DAYS + READABLE).createOrReplaceTempView("sleep");
    TestSession.table("daily_sleep").where(DAYS + READABLE).createOrReplaceTempView("daily_sleep");

    List<Row> rows =
        spark
            .sql(
                """
                select s.person, avg(d.score) as score, avg(s.total_sleep_duration) / 3600 as hours
                from sleep s join daily_sleep d on d.person = s.person and d.day = s.day
                where s.type = 'long_sleep' group by s.person order by s.person
                """)
            .collectAsList();

    assertThat(rows).extracting(row -> row.getString(0)).isEqualTo(study.readable());
    assertThat(rows).allSatisfy(row -> assertThat(row.getDouble(2)).isBetween(3.0, 12.0));
  }

  @Test
  void read_manyPartitions_groupsPeople() {
    assertThat(
            TestSession.table("daily_sleep", "partitions", "3")
                .where(DAYS)
                .javaRDD()
                .getNumPartitions())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type | slep | The data type \"slep\" is unknown. Set the option type to one of [",
        "tipe | sleep | The option tipe is unknown. The options are type, connector, since",
        "since | yesterday | The option since is \"yesterday\". Set it to a day, such as 2026-01-31.",
        "failures | none | The option failures is \"none\". Set it to one of [fail, expected, all].",
        "partitions | 0 | The option partitions is \"0\". Set it to a number of at least 1.",
        "maxWorkPerBatch | many | The option maxWorkPerBatch is \"many\".",
        "after | -1 | The option after is \"-1\".",
        "until | 2000-01-01 | The option since, 2026-01-01, is later than the option until, 2000-01-01.",
      })
  void load_badOption_saysWhatToDo(String option, String value, String message) {
    assertThatThrownBy(() -> TestSession.table("sleep", "since", "2026-01-01", option, value))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"work, work.csv", "after, 5", "maxWorkPerBatch, 10"})
  void read_optionOfStreams_isRefused(String option, String value) {
    assertThatThrownBy(
            () -> TestSession.table("sleep", option, value).where(DAYS + READABLE).collectAsList())
        .hasMessageContaining("The option " + option + " is for streams");
    assertThat(study.simulator().requestCount()).isZero();
  }

  @Test
  void read_untilAFutureDay_isRefused() {
    assertThatThrownBy(
            () ->
                TestSession.table("sleep", "since", "2026-01-01", "until", "2126-01-01")
                    .collectAsList())
        .hasMessageContaining("The option until is 2126-01-01, a day that has not begun anywhere.");
    assertThat(study.simulator().requestCount()).isZero();
  }

  @Test
  void read_sinceAFutureDay_isRefused() {
    assertThatThrownBy(() -> TestSession.table("sleep", "since", "2126-01-01").collectAsList())
        .hasMessageContaining("The option since is 2126-01-01, a day that has not begun anywhere.");
  }

  @Test
  void read_sinceWithATypeWithoutDays_isIgnored() {
    assertThat(
            TestSession.table("personal_info", "since", "2026-01-01")
                .where("person = 'person-01'")
                .count())
        .isEqualTo(1);
  }

  @Test
  void load_withoutTypeOrConnector_saysWhatIsMissing() {
    assertThatThrownBy(() -> spark.read().format("oura").load())
        .hasMessageContaining("The option type is missing.");
    assertThatThrownBy(() -> spark.read().format("oura").options(Map.of("type", "sleep")).load())
        .hasMessageContaining("The option connector is missing.");
  }

  @Test
  void load_unknownConnector_namesThoseThatThereAre() {
    assertThatThrownBy(
            () -> TestSession.table("sleep", "connector", "studi").where(DAYS).collectAsList())
        .hasMessageContaining("There is no connector with the name \"studi\".")
        .hasMessageContaining("study (io.github.oura4j.spark.StudyConnector)");
  }

  private List<String> fields() {
    return study.simulator().requests().stream()
        .map(ReceivedRequest::query)
        .filter(query -> query != null && query.contains("fields="))
        .map(query -> query.replaceAll(".*fields=([^&]*).*", "$1").replace("%2C", ","))
        .toList();
  }
}
