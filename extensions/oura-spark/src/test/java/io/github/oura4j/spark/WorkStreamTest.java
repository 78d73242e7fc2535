// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.jdbc.ledger.MissingData;
import io.github.oura4j.jdbc.ledger.PostgresLedger;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.sync.HistoryOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Streams of the simulated study, with work from a file and from a ledger. */
class WorkStreamTest {
  private static final String SLEEP = "/v2/usercollection/sleep";
  private static final String DAYS = ",2026-01-01,2026-01-07\n";

  private final Study study = Study.start();

  @TempDir private Path folder;
  private Path work;
  private Backfill backfill;

  @BeforeEach
  void prepare() throws IOException {
    StudyConnector.reset();
    backfill = new Backfill(folder);
    work = folder.resolve("work.csv");
    Files.writeString(work, "");
  }

  @AfterEach
  void stop() {
    study.close();
  }

  @Test
  void file_peopleAddedLater_areReadByTheNextRun() throws Exception {
    add("person-00", "person-01", "person-02");

    assertThat(backfill.run("sleep", options("maxWorkPerBatch", "2"))).isEqualTo(2);
    assertThat(people()).containsExactly("person-00", "person-01", "person-02");

    add("person-03");
    backfill.run("sleep", options());

    assertThat(
            TestSession.lines(
                backfill.read("sleep"), "concat_ws(' ', sequence - 1, person, id, outcome)"))
        .isEqualTo(
            study.documents(SleepPeriod.class, SleepPeriod::id).stream()
                .filter(line -> line.compareTo("person-04") < 0)
                .map(line -> line.replaceFirst("person-0(.)", "$1 $0") + " ok")
                .toList());
  }

  @Test
  void file_lineWithoutLineBreak_isRefusedByAStreamThatEnds() throws Exception {
    add("person-00");
    Files.writeString(work, "person-01,2026-01-01,2026-0", StandardOpenOption.APPEND);
    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining(
            "Line 2 of "
                + work
                + " has no line break at its end, so it may be incomplete. Complete it, and end it"
                + " with a line break.");
    assertThat(study.simulator().requestCount()).isZero();

    Files.writeString(work, "1-07\n", StandardOpenOption.APPEND);
    backfill.run("sleep", options());
    assertThat(people()).containsExactly("person-00", "person-01");
  }

  @Test
  void file_lineWithoutLineBreak_isWaitedForByAStreamThatRunsOn() throws Exception {
    add("person-00");
    Files.writeString(work, "person-01,2026-01-01,2026-0", StandardOpenOption.APPEND);
    assertThat(latest(stream(options())).sequence()).isEqualTo(1);

    Files.writeString(work, "1-07\n", StandardOpenOption.APPEND);
    assertThat(latest(stream(options())).sequence()).isEqualTo(2);
  }

  private static WorkStream stream(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(Map.of("type", "sleep", "connector", "study"));
    all.putAll(options);
    return new WorkStream(
        SourceOptions.of(new CaseInsensitiveStringMap(all)), new StructType(), person -> true);
  }

  private static WorkOffset latest(WorkStream stream) {
    return (WorkOffset) stream.latestOffset(stream.initialOffset(), stream.getDefaultReadLimit());
  }

  @Test
  void file_adjacentWork_readsEachDocumentOnce() throws Exception {
    Files.writeString(work, "person-00,2026-01-01,2026-01-04\nperson-00,2026-01-05,2026-01-07\n");
    backfill.run("sleep", options());

    assertThat(TestSession.lines(backfill.read("sleep"), "concat_ws(' ', person, id)"))
        .isEqualTo(
            study.documents(SleepPeriod.class, SleepPeriod::id).stream()
                .filter(line -> line.startsWith("person-00"))
                .toList());
  }

  @Test
  void file_peopleWhoCannotBeRead_areRowsWithAnOutcome() throws Exception {
    add(Study.WITHOUT_CONSENT, "person-00", Study.LAPSED);
    backfill.run("sleep", options());

    assertThat(
            TestSession.lines(
                backfill.read("sleep").where("outcome <> 'ok'"),
                "concat_ws(' ', person, outcome, message is null)"))
        .containsExactly("person-07 consent_expired false", "person-12 membership_lapsed false");
    assertThat(people()).contains("person-00");
  }

  @Test
  void file_fewPartitions_writesOneFileForABatch() throws Exception {
    add("person-00", "person-01", "person-02", "person-03");
    backfill.run("sleep", options("partitions", "1"));

    try (Stream<Path> files = Files.list(folder.resolve("sleep"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).hasSize(1);
    }
  }

  @Test
  void file_linesThatHaveChanged_saysWhatToDo() throws Exception {
    add("person-00", "person-01");
    backfill.run("sleep", options());
    Files.writeString(work, "person-02" + DAYS + "person-01" + DAYS + "person-03" + DAYS);

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("The work up to number 2, where the checkpoint is, has changed")
        .hasMessageContaining("Only add lines at the end of the file.")
        .hasMessageContaining("use another checkpointLocation and another folder for the rows")
        .hasMessageNotContaining("with the option after");
  }

  @Test
  void file_lineOfABatchThatFailed_whenCorrected_saysWhereToContinue() throws Exception {
    failInTheSecondBatch();
    Files.writeString(work, "person-00" + DAYS + "person-02" + DAYS);

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("The work up to number 2, where the checkpoint is, has changed")
        .hasMessageContaining("The work up to number 1 is stored, and has not changed.")
        .hasMessageContaining("with another checkpointLocation and another folder for its rows")
        .hasMessageContaining("with the option after set to 1.");

    backfill = new Backfill(folder.resolve("anew"));
    backfill.run("sleep", options("after", "1"));
    assertThat(people()).containsExactly("person-02");
  }

  @Test
  void file_linesOfTheFirstBatchAfterTheOption_whenChangedBeforeIt_saysToStartAnew()
      throws Exception {
    add("person-00", "person-01");
    study.simulator().respondNext(SLEEP, 500, "{}");
    backfill.failure("sleep", options("after", "1"));
    Files.writeString(work, "person-02" + DAYS + "person-03" + DAYS);

    assertThat(backfill.failure("sleep", options("after", "1")))
        .hasMessageContaining("To start anew, use another checkpointLocation")
        .hasMessageNotContaining("with the option after");
  }

  @Test
  void file_correctedLineWithAnOlderCheckpoint_saysToStartAnew() throws Exception {
    failInTheSecondBatch();
    rewriteOffsets(",\"identityAfter\":\"[0-9a-f]*\"", "");
    Files.writeString(work, "person-00" + DAYS + "person-02" + DAYS);

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("To start anew, use another checkpointLocation")
        .hasMessageNotContaining("with the option after");
  }

  private void failInTheSecondBatch() throws Exception {
    add("person-00");
    backfill.run("sleep", options());
    add("person-01");
    study.simulator().respondNext(SLEEP, 500, "{}");
    backfill.failure("sleep", options());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "person-01;2026-01-01;2026-01-07 | It does not have three values, separated by commas.",
        "'' | It does not have three values, separated by commas.",
        "person-01,2026-01-01, 2026-01-07 | Its second and third values must be days, without spaces",
        "person-01,2026-02-01,2026-02-30 | There is no day 2026-02-30.",
        "person-01,2026-01-07,2026-01-01"
            + " | Its first day, 2026-01-07, is after its last day, 2026-01-01.",
        "person-01,2026-01-01,2126-01-01 | Its last day, 2126-01-01, has not begun anywhere:",
        "' ,2026-01-01,2026-01-07' | A person's key must have 1 to 64 bytes in UTF-8",
        "'per\rson,2026-01-01,2026-01-07' | A person's key must not contain line breaks",
      })
  void file_invalidLine_saysWhatIsWrong(String line, String reason) throws Exception {
    Files.writeString(work, "person-00" + DAYS + line + "\n");

    assertThatThrownBy(() -> new FileWorkLog(work).work(0, 2))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining("Line 2 of " + work + " is not a piece of work. " + reason)
        .hasMessageContaining("such as anna,2026-01-01,2026-01-31");
  }

  @Test
  void file_invalidLine_endsTheStream() throws Exception {
    Files.writeString(work, "person-00" + DAYS + "person-01;2026-01-01;2026-01-07\n");

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("Line 2 of " + work + " is not a piece of work.");
    assertThat(study.simulator().requestCount()).isZero();
  }

  @Test
  void file_byteOrderMark_saysToSaveItWithout() throws Exception {
    Files.writeString(work, "\uFEFFperson-00" + DAYS);

    assertThatThrownBy(() -> new FileWorkLog(work).work(0, 1))
        .hasMessageContaining("The file begins with a byte order mark. Save it without one.");
  }

  @Test
  void file_lineBreaksOfWindows_areLineBreaks() throws Exception {
    Files.writeString(work, "person-00" + DAYS.replace("\n", "\r\n"));

    assertThat(new FileWorkLog(work).work(0, 1))
        .containsExactly(new Work(1L, "person-00", Study.FIRST, Study.FIRST.plusDays(6)));
  }

  @Test
  void file_missing_saysWhereItMustBe() throws Exception {
    Files.delete(work);

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("The file of the option work, " + work + ", does not exist.")
        .hasMessageContaining("It must be a file of the driver's machine");
    assertThatThrownBy(() -> new FileWorkLog(Path.of("no-work.csv")).lastSequence())
        .hasMessageContaining(Path.of("no-work.csv").toAbsolutePath() + ", does not exist.");
  }

  @Test
  void file_thatIsNone_saysWhatItIs() throws Exception {
    assertThatThrownBy(() -> new FileWorkLog(folder).lastSequence())
        .hasMessageContaining("The file of the option work, " + folder + ", is a folder.");

    Files.write(work, new byte[] {(byte) 0xff, '\n'});
    assertThatThrownBy(() -> new FileWorkLog(work).lastSequence())
        .hasMessageContaining("The file of the option work, " + work + ", is not in UTF-8.");
  }

  @Test
  void restart_afterTheSchemaHasChanged_saysWhereToContinue() throws Exception {
    add("person-00", "person-01");
    backfill.run("sleep", options());
    rewriteOffsets("\"schema\":\"[0-9a-f]*\"", "\"schema\":\"0\"");

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("The columns of sleep have changed since the checkpoint was written")
        .hasMessageContaining("with the option after set to 2,");
  }

  @Test
  void restart_afterTheSchemaHasChangedInTheFirstBatch_skipsNothing() throws Exception {
    add("person-00", "person-01");
    study.simulator().respondNext(SLEEP, 500, "{}");
    backfill.failure("sleep", options("partitions", "1"));
    rewriteOffsets("\"schema\":\"[0-9a-f]*\"", "\"schema\":\"0\"");

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("with the option after set to 0,");
  }

  @Test
  void restart_afterTheSchemaHasChangedInALaterBatch_skipsNothing() throws Exception {
    add("person-00");
    backfill.run("sleep", options());
    add("person-01", "person-02");
    study.simulator().respondNext(SLEEP, 500, "{}");
    backfill.failure("sleep", options("partitions", "1"));
    rewriteOffsets("\"schema\":\"[0-9a-f]*\"", "\"schema\":\"0\"");

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("with the option after set to 1,");
  }

  @Test
  void start_afterASequence_skipsWhatIsBeforeIt() throws Exception {
    add("person-00", "person-01", "person-02");
    backfill.run("sleep", options("after", "2"));

    assertThat(people()).containsExactly("person-02");
  }

  @Test
  void start_afterTheLargestStoredSequence_continuesInAnotherFolder() throws Exception {
    add("person-00", Study.LAPSED);
    backfill.run("sleep", options());
    add("person-01");
    String last =
        TestSession.lines(
                backfill.read("sleep").selectExpr("max(sequence) as last"), "string(last)")
            .get(0);
    backfill = new Backfill(folder.resolve("anew"));
    backfill.run("sleep", options("after", last));

    assertThat(people()).containsExactly("person-01");
  }

  @Test
  void start_afterWorkThatIsNotThere_isRefused() throws Exception {
    add("person-00");
    assertThat(backfill.failure("sleep", options("after", "2")))
        .hasMessageContaining("The option after is 2, but the last work has the number 1.");

    new PostgresLedger(TestPostgres.create());
    assertThat(backfill.failure("sleep", Map.of("after", "1")))
        .hasMessageContaining("The option after is 1, but the last work has the number 0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "heartrate", "ring_configuration", "personal_info"})
  void file_eachKindOfType_returnsRowsOfEachPerson(String type) throws Exception {
    add("person-00", "person-01");
    backfill.run(type, options());

    assertThat(TestSession.lines(backfill.read(type), "concat_ws(' ', person, outcome)"))
        .contains("person-00 ok", "person-01 ok");
  }

  @Test
  void file_documentWithoutADay_isKept() throws Exception {
    add("person-00");
    study.simulator().respondNext(SLEEP, 200, "{\"data\": [{\"id\": \"undated\"}]}");
    backfill.run("sleep", options());

    assertThat(TestSession.lines(backfill.read("sleep"), "id")).containsExactly("undated");
  }

  @Test
  void streams_inOneSession_shareOneConnector() throws Exception {
    add("person-00");
    for (String type : List.of("sleep", "daily_sleep", "workout")) {
      backfill.run(type, options());
    }

    assertThat(StudyConnector.CREATED).hasValue(1);
  }

  @Test
  void failuresAll_onePersonWhoseTokensCannotBeUsed_isARow() throws Exception {
    add("person-00", "person-01", "person-02");
    StudyConnector.beforeReading(
        person -> {
          if (person.equals("person-01")) {
            throw new CredentialsException("The record cannot be opened.");
          }
        });
    backfill.run("sleep", options("failures", "all"));

    assertThat(
            TestSession.lines(
                backfill.read("sleep").where("outcome <> 'ok'"),
                "concat_ws(' ', person, outcome, message)"))
        .containsExactly("person-01 gave_up The record cannot be opened.");
    assertThat(people()).containsExactly("person-00", "person-01", "person-02");
  }

  @Test
  void failuresAll_connectorThatFailsForOnePerson_isARow() throws Exception {
    add("person-00", "person-01", "person-02");
    failFor("person-01"::equals);
    backfill.run("sleep", options("failures", "all"));

    assertThat(
            TestSession.lines(
                backfill.read("sleep").where("outcome <> 'ok'"),
                "concat_ws(' ', person, outcome, message)"))
        .singleElement()
        .asString()
        .startsWith(
            "person-01 gave_up client() of the connector \"study\" made no client for person"
                + " \"person-01\": java.lang.IllegalStateException at ")
        .contains("called by io.github.oura4j.spark.StudyConnector.client(")
        .doesNotContain("secret");
    assertThat(people()).containsExactly("person-00", "person-01", "person-02");
  }

  @Test
  void failuresAll_connectorThatFailsForEverybody_endsTheStream() throws Exception {
    add(Study.PEOPLE.subList(0, 6).toArray(String[]::new));
    failFor(person -> true);

    assertThat(backfill.failure("sleep", options("failures", "all")))
        .hasMessageContaining("This was one of at least 5 people in a row");
  }

  private static void failFor(Predicate<String> people) {
    StudyConnector.beforeReading(
        person -> {
          if (people.test(person)) {
            throw new IllegalStateException("secret of " + person);
          }
        });
  }

  @Test
  void failuresAll_outage_endsTheStreamAndLeavesOutNobody() throws Exception {
    add(Study.PEOPLE.subList(0, 6).toArray(String[]::new));
    for (int i = 0; i < FailuresInARow.LIMIT; i++) {
      study.simulator().respondNext(SLEEP, 503, "{}");
    }

    assertThat(backfill.failure("sleep", options("failures", "all", "partitions", "1")))
        .hasMessageContaining("This was one of at least 5 people in a row");

    backfill.run("sleep", options("failures", "all"));
    assertThat(TestSession.lines(backfill.read("sleep").where("outcome <> 'ok'"), "person"))
        .isEmpty();
    assertThat(people()).containsExactlyElementsOf(Study.PEOPLE.subList(0, 6));
  }

  @Test
  void failuresAll_fewPeopleBetweenOthers_areRows() throws Exception {
    add(Study.PEOPLE.subList(0, 6).toArray(String[]::new));
    StudyConnector.beforeReading(
        person -> {
          if (!person.equals("person-02")) {
            study.simulator().respondNext(SLEEP, 503, "{}");
          }
        });
    backfill.run("sleep", options("failures", "all", "partitions", "1"));

    assertThat(TestSession.lines(backfill.read("sleep").where("outcome = 'gave_up'"), "person"))
        .containsExactly("person-00", "person-01", "person-03", "person-04", "person-05");
  }

  @Test
  void restart_withAnotherType_saysWhatToDo() throws Exception {
    add("person-00");
    backfill.run("sleep", options());
    Files.move(
        backfill.checkpoint().resolve("sleep"), backfill.checkpoint().resolve("daily_sleep"));

    assertThat(backfill.failure("daily_sleep", options()))
        .hasMessageContaining(
            "The checkpoint belongs to the data type sleep, but the query reads daily_sleep. Use a"
                + " checkpointLocation and a folder for the rows of its own for each.");
  }

  @Test
  void restart_withAnotherConnector_saysWhatToDo() throws Exception {
    add("person-00");
    backfill.run("sleep", options());
    rewriteOffsets("\"connector\":\"study\"", "\"connector\":\"other\"");

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining(
            "The checkpoint belongs to the connector other, but the query reads study.");
  }

  @Test
  void restart_withTheCheckpointOfAnotherSource_saysWhatToDo() throws Exception {
    add("person-00");
    backfill.run("sleep", options());
    rewriteOffsets("\"type\":\"sleep\"", "\"topic\":\"sleep\"");

    assertThat(backfill.failure("sleep", options()))
        .hasMessageContaining("was not written by a stream of the format oura")
        .hasMessageContaining("use another checkpointLocation and another folder for the rows");
  }

  @Test
  void stream_withoutWork_saysWhereItComesFrom() throws Exception {
    assertThat(backfill.failure("sleep", Map.of()))
        .hasMessageContaining("The connector \"study\" has no ledger with work for a stream.");
  }

  /** Spark shows it in progress reports and messages. */
  @Test
  void stream_progress_describesTheSource() throws Exception {
    add("person-00");
    StreamingQuery query = backfill.start("sleep", options());
    query.awaitTermination();

    assertThat(query.lastProgress().sources()[0].description())
        .isEqualTo("oura sleep, work of a file");
  }

  @Test
  void stream_withDays_saysThatWorkHasThem() throws Exception {
    assertThat(backfill.failure("sleep", options("since", "2026-01-01")))
        .hasMessageContaining("A stream takes its days from its work.");
  }

  @Test
  void ledger_workOfSeveralTypes_isReadByTheStreamOfItsType() throws Exception {
    PostgresLedger ledger = new PostgresLedger(TestPostgres.create());
    ledger.enroll(List.of("person-00", "person-01", Study.LAPSED));
    ledger.plan(
        List.of("person-00", "person-01", Study.LAPSED),
        Set.of(DataType.SLEEP, DataType.PERSONAL_INFO),
        Study.FIRST,
        Study.LAST);
    backfill.run("sleep", Map.of());
    backfill.run("personal_info", Map.of());

    assertThat(people()).containsExactly("person-00", "person-01", Study.LAPSED);
    assertThat(TestSession.lines(backfill.read("personal_info").where("id is not null"), "person"))
        .containsExactly("person-00", "person-01");
    assertThat(ledger.missing()).extracting(MissingData::person).containsOnly(Study.LAPSED);

    ledger.enroll(List.of("person-02"));
    ledger.plan(List.of("person-02"), Set.of(DataType.SLEEP), Study.FIRST, Study.LAST);
    backfill.run("sleep", Map.of());
    assertThat(people()).containsExactly("person-00", "person-01", "person-02", Study.LAPSED);
    assertThat(TestSession.lines(backfill.read("sleep"), "concat_ws(' ', person, id)"))
        .doesNotHaveDuplicates();
  }

  @Test
  void ledger_thatIsAnotherOne_saysWhatToDo() throws Exception {
    PostgresLedger first = new PostgresLedger(TestPostgres.create());
    first.enroll(List.of("person-00"));
    first.plan(List.of("person-00"), Set.of(DataType.SLEEP), Study.FIRST, Study.LAST);
    backfill.run("sleep", Map.of());

    TestPostgres.create();
    assertThat(backfill.failure("sleep", Map.of()))
        .hasMessageContaining("Use the ledger with which the stream began.");
  }

  @Test
  void ledger_thatIsAnotherOneWithMoreWork_saysWhatToDo() throws Exception {
    ledgerFor("person-00");
    backfill.run("sleep", Map.of());

    ledgerFor("person-00", "person-01", "person-02");
    assertThat(backfill.failure("sleep", Map.of()))
        .hasMessageContaining("Use the ledger with which the stream began.");
  }

  @Test
  void ledger_personWhoIsRemovedBetweenRuns_disturbsNothing() throws Exception {
    PostgresLedger ledger = ledgerFor("person-00", "person-01");
    backfill.run("sleep", Map.of());
    ledger.remove("person-01");
    plan(ledger, "person-02");
    backfill.run("sleep", Map.of());

    assertThat(people()).containsExactly("person-00", "person-01", "person-02");
  }

  @Test
  void ledger_personWhoIsRemovedDuringABatch_isNotRead() throws Exception {
    PostgresLedger ledger = ledgerFor("person-00", "person-01", "person-02");
    StudyConnector.beforeReading(
        person -> {
          if (person.equals("person-00")) {
            ledger.remove("person-01");
          }
        });
    backfill.run("sleep", Map.of("partitions", "1"));

    assertThat(people()).containsExactly("person-00", "person-02");
    assertThat(study.simulator().requestCount()).isEqualTo(2);
  }

  @Test
  void ledger_personWhoIsRemovedWhileBeingRead_doesNotStopOthers() throws Exception {
    PostgresLedger ledger = ledgerFor("person-00", "person-01");
    StudyConnector.beforeReading(ledger::remove);
    backfill.run("sleep", Map.of("partitions", "1"));

    assertThat(people()).containsExactly("person-00", "person-01");
    assertThat(ledger.missing()).isEmpty();
  }

  @Test
  void ledger_rowsThatAreNotStored_areMissing() throws Exception {
    PostgresLedger ledger = ledgerFor("person-00", "person-01");
    assertThatThrownBy(
            () ->
                toFunction(
                    rows -> {
                      assertThat(rows.count()).isPositive();
                      throw new IllegalStateException("The disk is full.");
                    }))
        .hasMessageContaining("The disk is full.");

    assertThat(ledger.missing())
        .extracting(MissingData::person)
        .containsExactly("person-00", "person-01");

    toFunction(rows -> assertThat(rows.count()).isPositive());
    assertThat(ledger.missing()).isEmpty();
  }

  private void toFunction(Consumer<Dataset<Row>> sink) throws Exception {
    TestSession.get()
        .readStream()
        .format("oura")
        .option("type", "sleep")
        .option("connector", "study")
        .load()
        .writeStream()
        .option("checkpointLocation", folder.resolve("function").toString())
        .trigger(Trigger.AvailableNow())
        .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, batch) -> sink.accept(rows))
        .start()
        .awaitTermination();
  }

  @Test
  void ledger_failureThatEndsTheStream_isInTheLedger() throws Exception {
    PostgresLedger ledger = ledgerFor("person-00", "person-01");
    study.simulator().respondNext(SLEEP, 500, "{}");
    backfill.failure("sleep", Map.of("partitions", "1"));

    assertThat(ledger.missing("person-00"))
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.outcome()).isEqualTo(HistoryOutcome.GAVE_UP);
              assertThat(missing.attempts()).isEqualTo(1);
              assertThat(missing.message()).contains("500");
            });

    backfill.run("sleep", Map.of());
    assertThat(ledger.missing()).isEmpty();
  }

  @Test
  void ledger_connectorThatFails_isInTheLedgerWhenTheStreamEnds() throws Exception {
    PostgresLedger ledger = ledgerFor("person-00");
    failFor("person-00"::equals);

    assertThat(backfill.failure("sleep", Map.of()))
        .hasMessageContaining("sleep of person \"person-00\" could not be read (gave_up)")
        .hasMessageContaining("client() of the connector \"study\" made no client")
        .hasMessageContaining("let it throw a ReauthorizationRequiredException")
        .hasMessageContaining("set the option failures to all");
    assertThat(ledger.missing("person-00"))
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.outcome()).isEqualTo(HistoryOutcome.GAVE_UP);
              assertThat(missing.attempts()).isEqualTo(1);
              assertThat(missing.message()).contains("client() of the connector \"study\"");
            });
  }

  @Test
  void ledger_thatFails_isNotAFailureOfThePerson() throws Exception {
    PGSimpleDataSource database = TestPostgres.create();
    plan(new PostgresLedger(database), "person-00");
    StudyConnector.beforeReading(
        person -> execute(database, "alter table oura4j.fetched_window rename to elsewhere"));

    assertThat(backfill.failure("sleep", Map.of("failures", "all")))
        .hasMessageContaining("The ledger could not be used")
        .hasMessageNotContaining("person-00");
  }

  private static void execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void latestOffset_askedOftenWithoutNewWork_seldomReadsTheLedger() throws Exception {
    ledgerFor("person-00");
    WorkStream stream = stream(Map.of());
    Offset end = latest(stream);
    int before = StudyConnector.CONNECTIONS.get();
    for (int i = 0; i < 1_000; i++) {
      assertThat(stream.latestOffset(end, stream.getDefaultReadLimit())).isSameAs(end);
    }

    assertThat(StudyConnector.CONNECTIONS.get() - before).isLessThan(20);
  }

  private static PostgresLedger ledgerFor(String... people) throws SQLException {
    PostgresLedger ledger = new PostgresLedger(TestPostgres.create());
    plan(ledger, people);
    return ledger;
  }

  private static void plan(PostgresLedger ledger, String... people) {
    ledger.enroll(List.of(people));
    ledger.plan(List.of(people), Set.of(DataType.SLEEP), Study.FIRST, Study.LAST);
  }

  private List<String> people() {
    return TestSession.lines(backfill.read("sleep").select("person").distinct(), "person");
  }

  private void add(String... people) throws IOException {
    for (String person : people) {
      Files.writeString(work, person + DAYS, StandardOpenOption.APPEND);
    }
  }

  private Map<String, String> options(String... more) {
    Map<String, String> options = new HashMap<>(Map.of("work", work.toString()));
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return options;
  }

  /** Changes what the checkpoint contains, as an update of the library would. */
  private void rewriteOffsets(String pattern, String replacement) throws IOException {
    try (Stream<Path> files = Files.list(backfill.checkpoint().resolve("sleep/offsets"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().endsWith(".crc")) {
          Files.delete(file);
        } else {
          Files.writeString(file, Files.readString(file).replaceAll(pattern, replacement));
        }
      }
    }
  }
}
