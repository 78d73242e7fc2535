// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.Tag;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistoryWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a history folder contains, and what it rejects. */
class HistoryFolderTest {
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final HistoryWindow SPRING =
      HistoryWindow.days(DataType.DAILY_SLEEP, MARCH, MARCH.plusDays(60));
  private static final DailySleep SLEEP = DailySleep.builder().id("a").day(MARCH).score(80).build();

  @TempDir Path path;

  static Stream<DocumentFormat> formats() {
    return Stream.of(DocumentFormat.ndjson(), DocumentFormat.csv(), DocumentFormat.parquet());
  }

  private HistoryFolder open(DocumentFormat format) {
    return HistoryFolder.open(path, format, "me");
  }

  private static HistoryChanges store(HistoryFolder folder, HistoryWindow window, Object... rows) {
    folder.replace(window, Arrays.asList(rows));
    HistoryChanges changes = folder.commit(window.dataType(), List.of(window));
    folder.save(List.of(new FetchedWindow(window, rows.length, NOW, window.last())));
    return changes;
  }

  /** Stores a document and a sample, and closes the folder. */
  private void fill(DocumentFormat format) {
    try (HistoryFolder folder = open(format)) {
      store(folder, SPRING, SLEEP);
      store(folder, heartRates(MARCH), heartRate("2026-03-05T23:30:00-02:00"));
    }
  }

  private static HistoryWindow heartRates(LocalDate first) {
    return HistoryWindow.days(DataType.HEART_RATE, first, first.plusDays(40));
  }

  private static HeartRate heartRate(String timestamp) {
    return HeartRate.builder().timestamp(OffsetDateTime.parse(timestamp)).bpm(60).build();
  }

  private void assertRejected(ThrowingCallable action, String... parts) throws IOException {
    var before = FolderRows.contents(path);
    assertThatThrownBy(action)
        .isInstanceOf(HistoryFolderException.class)
        .hasNoCause()
        .message()
        .contains(parts)
        .endsWith(".");
    assertThat(FolderRows.contents(path)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_ofDocumentsAndSamples_makesAFileForEachTypeAndMonth(DocumentFormat format)
      throws IOException {
    try (HistoryFolder folder = open(format)) {
      HistoryWindow vo2Max = HistoryWindow.days(DataType.VO2_MAX, MARCH, MARCH);
      store(folder, vo2Max);
      store(folder, SPRING, SLEEP);
      store(
          folder,
          heartRates(MARCH),
          heartRate("2026-03-31T22:30:00-02:00"),
          heartRate("2026-03-31T22:30:00Z"));
      String end = "." + format.extension();

      assertThat(folder.files(DataType.VO2_MAX)).containsExactly(path.resolve("vo2_max" + end));
      assertThat(folder.files(DataType.DAILY_SLEEP))
          .containsExactly(path.resolve("daily_sleep" + end));
      assertThat(folder.files(DataType.HEART_RATE))
          .containsExactly(
              path.resolve("heartrate/2026-03" + end), path.resolve("heartrate/2026-04" + end));
      assertThat(folder.files(DataType.HEART_RATE)).allSatisfy(file -> assertThat(file).exists());
      assertThat(folder.files(DataType.SLEEP)).isEmpty();
    }
    try (Stream<Path> children = Files.list(path)) {
      assertThat(children.map(child -> child.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".oura-history",
              "oura-history.json",
              "heartrate",
              "daily_sleep." + format.extension(),
              "vo2_max." + format.extension());
    }
  }

  @Test
  void commit_inCsv_writesRowsByDayWithTheSettingsOfTheFormat() throws IOException {
    DocumentFormat format = DocumentFormat.csv().withoutFormulaGuard();
    try (HistoryFolder folder = open(format)) {
      HistoryWindow april =
          HistoryWindow.days(DataType.TAG, MARCH.plusDays(31), MARCH.plusDays(50));
      HistoryWindow march = HistoryWindow.days(DataType.TAG, MARCH, MARCH.plusDays(30));
      store(folder, april, Tag.builder().id("b").day(april.first()).text("=1").build());
      store(folder, march, Tag.builder().id("a").day(MARCH).text("x").build());
    }

    assertThat(Files.readAllLines(path.resolve("tag.csv")))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("id,day,tags,text,"))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("a,2026-03-01,,x,"))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("b,2026-04-01,,=1,"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void open_again_knowsWhatIsSettledAndKeepsTheRows(DocumentFormat format) {
    fill(format);

    try (HistoryFolder folder = open(format)) {
      assertThat(folder.settled(DataType.DAILY_SLEEP)).containsExactly(SPRING);
      assertThat(folder.settled(DataType.SLEEP)).isEmpty();
      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP)).containsExactly(SLEEP);
      assertThat(store(folder, heartRates(MARCH))).isEqualTo(new HistoryChanges(0, 0, 1));
      assertThat(FolderRows.of(folder, DataType.HEART_RATE)).isEmpty();
    }
  }

  @Test
  void save_mergesWindowsAndOutcomesIntoTheManifest() throws IOException {
    try (HistoryFolder folder = open(DocumentFormat.ndjson())) {
      store(folder, SPRING, SLEEP);
      store(folder, HistoryWindow.whole(DataType.PERSONAL_INFO));
      HistoryWindow next =
          HistoryWindow.days(DataType.DAILY_SLEEP, MARCH.plusDays(61), MARCH.plusDays(70));
      folder.save(List.of(new FetchedWindow(next, 0, NOW, MARCH.plusDays(65))));
      folder.saveOutcome(DataType.DAILY_SLEEP, HistoryOutcome.GAVE_UP, NOW);
    }

    assertThat(Files.readString(path.resolve("oura-history.json")))
        .startsWith("{\"manifest_version\":1,\"written_by\":\"oura4j ")
        .contains("\"format\":\"ndjson\"")
        .contains(
            "\"daily_sleep\":{\"covered\":[{\"first\":\"2026-03-01\",\"last\":\"2026-05-10\"}],"
                + "\"settled\":[{\"first\":\"2026-03-01\",\"last\":\"2026-05-05\"}],"
                + "\"fetched_at\":\"2026-05-01T12:00:00Z\",\"outcome\":\"gave_up\","
                + "\"ended_at\":\"2026-05-01T12:00:00Z\"}")
        .doesNotContain("\"me\"")
        .doesNotContain("unknown");
  }

  @Test
  void open_ofAFolderThatIsOpen_isRejected() throws IOException {
    HistoryFolder first = open(DocumentFormat.ndjson());
    assertRejected(() -> open(DocumentFormat.ndjson()), "another run", "Wait until");
    assertRejected(() -> open(DocumentFormat.ndjson()), "another run");
    first.close();
    first.close();

    open(DocumentFormat.ndjson()).close();
  }

  @Test
  void open_forAnotherPerson_isRejected() throws IOException {
    fill(DocumentFormat.ndjson());

    assertRejected(
        () -> HistoryFolder.open(path, DocumentFormat.ndjson(), "you"),
        "the history of another person",
        "No file was changed");
  }

  @Test
  void open_inAnotherFormat_isRejected() throws IOException {
    fill(DocumentFormat.csv());

    assertRejected(
        () -> open(DocumentFormat.csv().withoutSeries()),
        "in the format csv, not csv without series",
        "No file was changed");
    assertRejected(() -> open(DocumentFormat.parquet()), "in the format csv, not parquet");
  }

  @Test
  void open_withAManifestOfAnotherVersion_isRejected() throws IOException {
    Files.writeString(
        path.resolve("oura-history.json"), "{\"manifest_version\":2,\"new\":{\"x\":[1]}}");

    assertRejected(
        () -> open(DocumentFormat.csv()), "has the version 2", "No file was changed. Update");
  }

  @Test
  void open_withADamagedManifest_isRejected() throws IOException {
    Path manifest = path.resolve("oura-history.json");
    for (String json : List.of("", "{", "[]", "null", "{\"manifest_version\":1}", "{\"x\":1}")) {
      Files.writeString(manifest, json);
      assertRejected(() -> open(DocumentFormat.csv()), "is damaged", "No file was changed");
      assertThat(manifest).hasContent(json);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void open_withAFileThatAnotherProgramHasChanged_isRejected(DocumentFormat format)
      throws IOException {
    fill(format);
    Path file = path.resolve("daily_sleep." + format.extension());
    Files.write(file, new byte[(int) Files.size(file)]);

    assertRejected(
        () -> open(format),
        file.getFileName() + " in",
        "was changed by another program. No file was overwritten. Restore it, or move");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void open_withAFileThatWasCopiedBack_succeeds(DocumentFormat format) throws IOException {
    fill(format);
    Path file = path.resolve("daily_sleep." + format.extension());
    Files.write(file, Files.readAllBytes(file));
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));

    open(format).close();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_toAFileThatAnotherProgramHasChangedMeanwhile_isRejected(DocumentFormat format)
      throws IOException {
    fill(format);
    try (HistoryFolder folder = open(format)) {
      folder.replace(SPRING, List.of());
      Files.writeString(path.resolve("daily_sleep." + format.extension()), "mine");

      assertRejected(
          () -> folder.commit(DataType.DAILY_SLEEP, List.of(SPRING)),
          "was changed by another program");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void open_afterAFileWasDeleted_forgetsWhatItCovered(DocumentFormat format) throws IOException {
    fill(format);
    Files.delete(path.resolve("daily_sleep." + format.extension()));
    Files.delete(path.resolve("heartrate/2026-03." + format.extension()));

    try (HistoryFolder folder = open(format)) {
      assertThat(folder.settled(DataType.DAILY_SLEEP)).isEmpty();
      assertThat(folder.settled(DataType.HEART_RATE))
          .containsExactly(
              HistoryWindow.days(DataType.HEART_RATE, MARCH.plusDays(31), MARCH.plusDays(40)));
      assertThat(folder.files(DataType.DAILY_SLEEP)).isEmpty();
      DailySleep other = DailySleep.builder().id("b").day(MARCH).build();
      assertThat(store(folder, SPRING, other)).isEqualTo(new HistoryChanges(1, 0, 0));
      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP)).containsExactly(other);
    }
    open(format).close();
  }

  @Test
  void open_ofCsvWithoutItsWorkingCopy_isRejected() throws IOException {
    fill(DocumentFormat.csv());
    Files.delete(path.resolve(".oura-history/rows/daily_sleep.parquet"));

    assertRejected(
        () -> open(DocumentFormat.csv()),
        ".oura-history/rows/daily_sleep.parquet in",
        "was deleted. No file was overwritten. Restore it, or move daily_sleep.csv out");
  }

  @Test
  void open_ofAFolderWithOtherFiles_leavesThemUntouched() throws IOException {
    Files.writeString(path.resolve("sleep.txt"), "mine");
    Files.createDirectories(path.resolve("heartrate/more"));
    Files.writeString(path.resolve("heartrate/notes.csv"), "mine");
    Files.writeString(path.resolve("heartrate/2026.csv"), "mine");
    Files.writeString(path.resolve("daily_sleep.ndjson"), "mine");
    fill(DocumentFormat.csv());

    assertThat(path.resolve("sleep.txt")).hasContent("mine");
    assertThat(path.resolve("heartrate/notes.csv")).hasContent("mine");
    assertThat(path.resolve("heartrate/2026.csv")).hasContent("mine");
    assertThat(path.resolve("daily_sleep.ndjson")).hasContent("mine");
    assertThat(path.resolve("heartrate/more")).isDirectory();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void open_ofAFolderWithAFileThatTheHistoryWouldOverwrite_isRejected(DocumentFormat format)
      throws IOException {
    Path months = Files.createDirectory(path.resolve("heartrate"));
    for (Path file :
        List.of(
            path.resolve("sleep." + format.extension()),
            months.resolve("2026-03." + format.extension()))) {
      Files.writeString(file, "mine");
      assertRejected(
          () -> open(format),
          path.relativize(file) + " in",
          "does not belong to the history",
          "No file was changed. Move it");
      Files.delete(file);
    }
  }

  @Test
  void open_ofAFileInsteadOfAFolder_isRejected() throws IOException {
    Path file = Files.writeString(path.resolve("file"), "mine");

    assertRejected(
        () -> HistoryFolder.open(file, DocumentFormat.csv(), "me"), file + " is not a folder");
    assertRejected(
        () -> HistoryFolder.open(file.resolve("below"), DocumentFormat.csv(), "me"),
        "cannot be read or written");
    Files.writeString(path.resolve("heartrate"), "mine");
    assertRejected(
        () -> open(DocumentFormat.csv()), "heartrate in", "does not belong to the history");
  }

  @Test
  void open_ofAFolderThatCannotBeWritten_isRejected() throws IOException {
    assumeTrue(path.toFile().setWritable(false) && !Files.isWritable(path), "Skipped for root");

    assertRejected(
        () -> open(DocumentFormat.csv()), "permission denied for " + path, "use a folder");
  }

  @Test
  void call_afterClose_isRejected() {
    HistoryFolder folder = open(DocumentFormat.csv());
    folder.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> folder.replace(SPRING, List.of()))
        .withMessageContaining("is closed");
  }

  @Test
  void commit_ofAWindowThatWasNotReplaced_isRejected() {
    try (HistoryFolder folder = open(DocumentFormat.csv())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> folder.commit(DataType.DAILY_SLEEP, List.of(SPRING)))
          .withMessageContaining("was not replaced before its commit");
    }
  }

  @Test
  void replace_withASampleWithoutATimestamp_isRejected() {
    try (HistoryFolder folder = open(DocumentFormat.csv())) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> folder.replace(heartRates(MARCH), List.of(HeartRate.builder().bpm(9).build())))
          .withMessageContaining("heartrate has no timestamp")
          .withMessageNotContaining("9");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_ofWindowsThatShareADocument_keepsTheLastOne(DocumentFormat format) {
    HistoryWindow early = HistoryWindow.days(DataType.DAILY_SLEEP, MARCH, MARCH.plusDays(5));
    HistoryWindow late =
        HistoryWindow.days(DataType.DAILY_SLEEP, MARCH.plusDays(6), MARCH.plusDays(9));
    DailySleep revised = DailySleep.builder().id("a").day(MARCH).score(7).build();
    DailySleep outside = DailySleep.builder().id("o").day(MARCH.plusDays(7)).build();
    try (HistoryFolder folder = open(format)) {
      folder.replace(early, List.of(SLEEP, outside));
      folder.replace(late, List.of(revised));

      assertThat(folder.commit(DataType.DAILY_SLEEP, List.of(early, late)))
          .isEqualTo(new HistoryChanges(1, 0, 0));
      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP)).containsExactly(revised);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_ofSeveralWindowsAgain_replacesTheRowsOfEach(DocumentFormat format) {
    fill(format);
    HistoryWindow early = HistoryWindow.days(DataType.HEART_RATE, MARCH, MARCH.plusDays(9));
    HistoryWindow late =
        HistoryWindow.days(DataType.HEART_RATE, MARCH.plusDays(10), MARCH.plusDays(19));
    HeartRate revised = heartRate("2026-03-04T00:00:00Z");
    HeartRate added = heartRate("2026-03-12T00:00:00Z");
    try (HistoryFolder folder = open(format)) {
      folder.replace(late, List.of(added));
      folder.replace(early, List.of(revised));

      assertThat(folder.commit(DataType.HEART_RATE, List.of(early, late)))
          .isEqualTo(new HistoryChanges(1, 1, 0));
      assertThat(FolderRows.of(folder, DataType.HEART_RATE)).containsExactly(revised, added);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_ofTheWholeTimeSeries_replacesAllMonths(DocumentFormat format) {
    fill(format);
    try (HistoryFolder folder = open(format)) {
      HeartRate april = heartRate("2026-04-05T00:00:00Z");

      folder.replace(HistoryWindow.whole(DataType.HEART_RATE), List.of(april));
      folder.commit(DataType.HEART_RATE, List.of(HistoryWindow.whole(DataType.HEART_RATE)));

      assertThat(FolderRows.of(folder, DataType.HEART_RATE)).containsExactly(april);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_ofEqualSamples_keepsEachOfThem(DocumentFormat format) {
    HeartRate twice = heartRate("2026-03-05T00:00:00Z");
    try (HistoryFolder folder = open(format)) {
      store(folder, heartRates(MARCH), twice, twice);

      assertThat(FolderRows.of(folder, DataType.HEART_RATE)).containsExactly(twice, twice);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void commit_ofTextThatUtf8CannotExpress_keepsIt(DocumentFormat format) {
    DailySleep odd =
        OuraJson.read(
            """
            {"id":"\\ud800x","day":"2026-03-01","mood":["\\ud83d\\ude00\\ud83d","\\udc00"],\
            "contributors":{"y":"\\udfff"}}""",
            DailySleep.class);
    try (HistoryFolder folder = open(format)) {
      store(folder, SPRING, odd);

      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP)).containsExactly(odd);
    }
  }

  @Test
  void toString_namesTheFolderAndTheFormatOnly() {
    try (HistoryFolder folder = open(DocumentFormat.csv())) {
      assertThat(folder).hasToString("HistoryFolder[" + path + ", csv]");
    }
  }
}
