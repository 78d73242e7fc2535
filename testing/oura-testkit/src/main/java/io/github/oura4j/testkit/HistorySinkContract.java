// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests of the contract that every {@link HistorySink} must fulfill. To test an implementation,
 * extend this class and implement {@link #open()} and {@link #rows}. JUnit 5 runs the tests, which
 * are inherited.
 *
 * <p>Whether committed rows survive a crash is for the author of the sink to test.
 */
public abstract class HistorySinkContract {
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

  /** Creates the contract; JUnit does so for each test. */
  protected HistorySinkContract() {}

  /**
   * Opens the sink under test. It is empty at the start of each test, which calls this method once.
   *
   * @return the sink
   */
  protected abstract HistorySink open();

  /**
   * Reads the committed rows of a data type from the sink that {@link #open()} returned last.
   *
   * @param dataType the data type
   * @return the rows, equal to those that were stored, in any order
   */
  protected abstract List<?> rows(DataType dataType);

  private static DailySleep sleep(@Nullable String id, int day, int score) {
    return DailySleep.builder().id(id).day(MARCH.withDayOfMonth(day)).score(score).build();
  }

  private static HistoryWindow march(DataType type, int first, int last) {
    return HistoryWindow.days(type, MARCH.withDayOfMonth(first), MARCH.withDayOfMonth(last));
  }

  private static HistoryChanges store(HistorySink sink, HistoryWindow window, Object... rows) {
    sink.replace(window, List.of(rows));
    return sink.commit(window.dataType(), List.of(window));
  }

  private void assertRows(DataType type, Object... expected) {
    assertThat(new HashSet<>(rows(type))).isEqualTo(Set.of(expected));
    assertThat(rows(type)).hasSameSizeAs(expected);
  }

  @Test
  void commit_ofNewRows_storesThem() {
    HistorySink sink = open();

    assertThat(store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep("a", 2, 1), sleep("b", 3, 2)))
        .isEqualTo(new HistoryChanges(2, 0, 0));

    assertRows(DataType.DAILY_SLEEP, sleep("a", 2, 1), sleep("b", 3, 2));
  }

  @Test
  void commit_ofAWindowAgain_replacesByIdAndRemovesWhatIsGone() {
    HistorySink sink = open();
    HistoryWindow window = march(DataType.DAILY_SLEEP, 2, 4);
    store(
        sink,
        march(DataType.DAILY_SLEEP, 1, 9),
        sleep("before", 1, 1),
        sleep("kept", 2, 1),
        sleep("gone", 4, 1),
        sleep("after", 5, 1));

    HistoryChanges changes = store(sink, window, sleep("kept", 3, 2), sleep("new", 4, 2));

    assertThat(changes).isEqualTo(new HistoryChanges(1, 1, 1));
    assertRows(
        DataType.DAILY_SLEEP,
        sleep("before", 1, 1),
        sleep("kept", 3, 2),
        sleep("new", 4, 2),
        sleep("after", 5, 1));
    assertThat(store(sink, window, sleep("kept", 3, 2), sleep("new", 4, 2)))
        .isEqualTo(new HistoryChanges(0, 2, 0));
    assertThat(rows(DataType.DAILY_SLEEP)).hasSize(4);
  }

  @Test
  void commit_ofAnEmptyWindow_removesItsRowsOnly() {
    HistorySink sink = open();
    store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep("a", 2, 1), sleep("b", 3, 1));

    assertThat(store(sink, march(DataType.DAILY_SLEEP, 3, 9)))
        .isEqualTo(new HistoryChanges(0, 0, 1));

    assertRows(DataType.DAILY_SLEEP, sleep("a", 2, 1));
  }

  @Test
  void commit_ofADocumentWhoseDayChanged_movesIt() {
    HistorySink sink = open();
    store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep("a", 2, 1), sleep("b", 3, 1));

    assertThat(store(sink, march(DataType.DAILY_SLEEP, 10, 12), sleep("a", 11, 1)))
        .isEqualTo(new HistoryChanges(0, 1, 0));

    assertRows(DataType.DAILY_SLEEP, sleep("a", 11, 1), sleep("b", 3, 1));
  }

  @Test
  void commit_ofDocumentsWithoutIds_identifiesThemByTheirDay() {
    HistorySink sink = open();
    store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep(null, 2, 1), sleep(null, 3, 1));

    assertThat(store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep(null, 2, 7)))
        .isEqualTo(new HistoryChanges(0, 1, 1));

    assertRows(DataType.DAILY_SLEEP, sleep(null, 2, 7));
  }

  @Test
  void commit_ofADocumentThatStartedBeforeTheWindow_replacesItWhereItWas() {
    HistorySink sink = open();
    RestModePeriod ongoing = RestModePeriod.builder().id("r").startDay(MARCH).build();
    RestModePeriod ended =
        RestModePeriod.builder().id("r").startDay(MARCH).endDay(MARCH.plusDays(20)).build();
    store(sink, march(DataType.REST_MODE_PERIOD, 1, 9), ongoing);

    assertThat(store(sink, march(DataType.REST_MODE_PERIOD, 10, 31), ended))
        .isEqualTo(new HistoryChanges(0, 1, 0));

    assertRows(DataType.REST_MODE_PERIOD, ended);
  }

  @Test
  void commit_ofTheWholeHistory_replacesEverything() {
    HistorySink sink = open();
    HistoryWindow whole = HistoryWindow.whole(DataType.PERSONAL_INFO);
    store(sink, whole, PersonalInfo.builder().id("me").age(30).build());

    assertThat(store(sink, whole, PersonalInfo.builder().id("me").age(31).build()))
        .isEqualTo(new HistoryChanges(0, 1, 0));

    assertRows(DataType.PERSONAL_INFO, PersonalInfo.builder().id("me").age(31).build());
  }

  @Test
  void commit_ofOneDocument_replacesOrRemovesIt() {
    HistorySink sink = open();
    store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep("a", 2, 1), sleep("b", 2, 1));
    HistoryWindow document = HistoryWindow.document(DataType.DAILY_SLEEP, "a");

    assertThat(store(sink, document, sleep("a", 5, 2))).isEqualTo(new HistoryChanges(0, 1, 0));
    assertRows(DataType.DAILY_SLEEP, sleep("a", 5, 2), sleep("b", 2, 1));
    assertThat(store(sink, document)).isEqualTo(new HistoryChanges(0, 0, 1));
    assertThat(store(sink, document)).isEqualTo(HistoryChanges.NONE);
    assertRows(DataType.DAILY_SLEEP, sleep("b", 2, 1));
  }

  @Test
  void commit_ofSamples_replacesWholeUtcDaysAndCountsThem() {
    HistorySink sink = open();
    store(sink, march(DataType.HEART_RATE, 1, 2), beats("2026-03-01T23:00:00-02:00", 3));
    store(sink, march(DataType.HEART_RATE, 3, 3), beats("2026-03-03T00:00:00Z", 2));

    assertThat(store(sink, march(DataType.HEART_RATE, 1, 2), beats("2026-03-02T01:00:00Z", 5)))
        .isEqualTo(new HistoryChanges(2, 3, 0));
    assertThat(rows(DataType.HEART_RATE)).hasSize(7);
    assertThat(store(sink, march(DataType.HEART_RATE, 1, 2), beats("2026-03-02T01:00:00Z", 1)))
        .isEqualTo(new HistoryChanges(0, 1, 4));
    assertThat(rows(DataType.HEART_RATE)).hasSize(3);
  }

  private static Object[] beats(String start, int count) {
    OffsetDateTime first = OffsetDateTime.parse(start);
    return IntStream.range(0, count)
        .mapToObj(i -> HeartRate.builder().timestamp(first.plusMinutes(i)).bpm(60 + i).build())
        .toArray();
  }

  @Test
  void commit_ofSeveralWindows_sumsTheirChanges() {
    HistorySink sink = open();
    HistoryWindow first = march(DataType.DAILY_SLEEP, 1, 2);
    HistoryWindow second = march(DataType.DAILY_SLEEP, 3, 4);
    sink.replace(second, List.of(sleep("b", 3, 1)));
    sink.replace(first, List.of(sleep("a", 1, 1), sleep("c", 2, 1)));

    assertThat(sink.commit(DataType.DAILY_SLEEP, List.of(first, second)))
        .isEqualTo(new HistoryChanges(3, 0, 0));
    assertThat(rows(DataType.DAILY_SLEEP)).hasSize(3);
  }

  @Test
  void replace_ofAWindowThatWasNotCommitted_countsTheLastRows() {
    HistorySink sink = open();
    sink.replace(march(DataType.DAILY_SLEEP, 1, 5), List.of(sleep("a", 1, 1), sleep("b", 2, 1)));

    store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep("a", 1, 2));

    assertRows(DataType.DAILY_SLEEP, sleep("a", 1, 2));
  }

  @Test
  void commit_ofOneDataType_leavesTheOthersAlone() {
    HistorySink sink = open();
    store(sink, march(DataType.DAILY_SLEEP, 1, 9), sleep("a", 2, 1));

    store(sink, march(DataType.REST_MODE_PERIOD, 1, 9));

    assertRows(DataType.DAILY_SLEEP, sleep("a", 2, 1));
    assertThat(rows(DataType.REST_MODE_PERIOD)).isEmpty();
  }
}
