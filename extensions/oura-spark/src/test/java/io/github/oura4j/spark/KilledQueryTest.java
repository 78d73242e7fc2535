// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.jdbc.ledger.MissingData;
import io.github.oura4j.jdbc.ledger.PostgresLedger;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams of a study are killed three times, and continue from their checkpoints. {@code
 * -Doura4j.people=1000 -Doura4j.days=2} is a large version.
 */
class KilledQueryTest {
  private static final int KILLS = 3;
  private static final int PEOPLE = Study.PEOPLE.size();

  /**
   * Kills fall into the middle of the work: all of it takes at least five times as many requests.
   */
  private static final int REQUESTS_BETWEEN_KILLS = Math.max(22, PEOPLE / 2);

  private static final int WORK_PER_BATCH = Math.max(4, PEOPLE / 20);

  @TempDir private Path folder;

  @Test
  void stream_killedThreeTimes_storesEachRowOnce() throws Exception {
    PostgresLedger ledger = new PostgresLedger(TestPostgres.create());
    ledger.enroll(Study.PEOPLE);
    ledger.plan(Study.PEOPLE, Set.of(DataType.SLEEP, DataType.HEART_RATE), Study.FIRST, Study.LAST);
    long start = System.nanoTime();
    try (Study study = Study.startWithLatency(Duration.ofMillis(20))) {
      for (int kill = 0; kill < KILLS; kill++) {
        killAfterRequests(study.simulator());
      }
      Process last = launch();
      assertThat(last.waitFor()).isZero();
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);

      Backfill backfill = new Backfill(folder);
      List<String> sleep =
          TestSession.lines(
              backfill.read("sleep").where("outcome = 'ok'"),
              """
              concat_ws(' ', person, id, day, type, total_sleep_duration, sleep_phase_5_min,
                unix_millis(bedtime_start), bedtime_start_offset_minutes,
                concat_ws(',', transform(hrv.items, item -> coalesce(string(item), 'null'))))
              """);
      List<String> heartRates =
          TestSession.lines(
              backfill.read("heartrate").where("outcome = 'ok'"),
              "concat_ws(' ', person, unix_millis(timestamp), bpm, source)");
      long requests = study.simulator().requestCount();
      System.out.printf(
          "%d people, %d kills, %d s, %d requests: %d nights, %d heart rates%n",
          PEOPLE, KILLS, seconds, requests, sleep.size(), heartRates.size());
      assertThat(sleep).isEqualTo(study.documents(SleepPeriod.class, KilledQueryTest::line));
      assertThat(heartRates)
          .isEqualTo(study.heartRates(each -> each.bpm() + " " + each.source().value()));
      assertThat(files()).as("files with those of killed batches").isGreaterThan(files(backfill));
      assertThat(requests)
          .as("requests with those of killed batches")
          .isGreaterThan(requestsWithoutKills(study.simulator()));
      for (String type : BackfillProcess.TYPES) {
        assertThat(
                TestSession.lines(
                    backfill.read(type).where("outcome <> 'ok'"),
                    "concat_ws(' ', person, outcome)"))
            .as(type)
            .containsExactly(
                Study.WITHOUT_CONSENT + " consent_expired", Study.LAPSED + " membership_lapsed");
      }
      assertThat(ledger.missing())
          .extracting(MissingData::person)
          .containsOnly(Study.WITHOUT_CONSENT, Study.LAPSED)
          .hasSize(2 * BackfillProcess.TYPES.size());
      assertJoins(backfill);
    }
  }

  private static String line(SleepPeriod night) {
    return Stream.of(
            night.id(),
            night.day(),
            night.type().value(),
            night.totalSleepDuration(),
            night.sleepPhase5Min(),
            night.bedtimeStart().toInstant().toEpochMilli(),
            night.bedtimeStart().getOffset().getTotalSeconds() / 60,
            night.hrv() == null
                ? ""
                : night.hrv().items().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",")))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  /** Returns the number of files in the folders. */
  private long files() throws IOException {
    long files = 0;
    for (String type : BackfillProcess.TYPES) {
      try (Stream<Path> all = Files.list(folder.resolve(type))) {
        files += all.filter(file -> file.toString().endsWith(".parquet")).count();
      }
    }
    return files;
  }

  /** Returns the number of files that belong to completed batches. */
  private static long files(Backfill backfill) {
    return BackfillProcess.TYPES.stream()
        .mapToLong(type -> backfill.read(type).inputFiles().length)
        .sum();
  }

  private static long requestsWithoutKills(OuraSimulator simulator) {
    Connectors.clear();
    long before = simulator.requestCount();
    for (String type : BackfillProcess.TYPES) {
      assertThat(
              TestSession.table(
                      type,
                      "since",
                      Study.FIRST.toString(),
                      "until",
                      Study.LAST.toString(),
                      "failures",
                      "expected")
                  .count())
          .isPositive();
    }
    return simulator.requestCount() - before;
  }

  private static void assertJoins(Backfill backfill) {
    backfill.read("sleep").createOrReplaceTempView("stored_sleep");
    backfill.read("heartrate").createOrReplaceTempView("stored_heart_rate");
    List<Row> rows =
        TestSession.get()
            .sql(
                """
                select s.person, count(*) from stored_sleep s join stored_heart_rate h
                  on h.person = s.person and h.timestamp between s.bedtime_start and s.bedtime_end
                where s.type = 'long_sleep' group by s.person order by s.person
                """)
            .collectAsList();
    assertThat(rows)
        .isNotEmpty()
        .extracting(row -> row.getString(0))
        .isEqualTo(
            TestSession.lines(
                backfill.read("sleep").where("type = 'long_sleep'").select("person").distinct(),
                "person"));
  }

  private void killAfterRequests(OuraSimulator simulator) throws Exception {
    long before = simulator.requestCount();
    Process process = launch();
    try {
      while (simulator.requestCount() < before + REQUESTS_BETWEEN_KILLS) {
        assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
            .as("the process ended before it was killed")
            .isFalse();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-D" + StudyConnector.URL + "=" + System.getProperty(StudyConnector.URL),
            "-D" + StudyConnector.DATABASE + "=" + System.getProperty(StudyConnector.DATABASE),
            "-cp",
            System.getProperty("java.class.path"),
            BackfillProcess.class.getName(),
            folder.toString(),
            String.valueOf(WORK_PER_BATCH))
        .inheritIO()
        .start();
  }
}
