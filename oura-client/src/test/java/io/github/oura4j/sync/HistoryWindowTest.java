// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryWindowTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 29);

  private static HistoryWindow days(int first, int last) {
    return HistoryWindow.days(
        DataType.DAILY_SLEEP, DAY.withDayOfMonth(first), DAY.withDayOfMonth(last));
  }

  @Test
  void contains_ofEachKind_followsDayIdOrNothing() {
    DailySleep row = DailySleep.builder().id("a").day(DAY).build();
    DailySleep undated = DailySleep.builder().id("a").build();

    assertThat(days(29, 29).contains(row)).isTrue();
    assertThat(days(30, 31).contains(row)).isFalse();
    assertThat(days(28, 28).contains(row)).isFalse();
    assertThat(days(1, 31).contains(undated)).isFalse();
    assertThat(HistoryWindow.document(DataType.DAILY_SLEEP, "a").contains(undated)).isTrue();
    assertThat(HistoryWindow.document(DataType.DAILY_SLEEP, "b").contains(row)).isFalse();
    assertThat(HistoryWindow.whole(DataType.DAILY_SLEEP).contains(undated)).isTrue();
  }

  @Test
  void dayOf_aSample_isItsUtcDay() {
    HeartRate sample =
        HeartRate.builder().timestamp(OffsetDateTime.parse("2026-03-29T01:30:00+02:00")).build();

    assertThat(HistoryWindow.dayOf(sample)).isEqualTo(DAY.minusDays(1));
    assertThat(HistoryWindow.dayOf(HeartRate.builder().build())).isNull();
  }

  @Test
  void identityOf_aDocument_isItsIdItsDayOrItsContent() {
    DailySleep undated = DailySleep.builder().score(1).build();

    assertThat(HistoryWindow.identityOf(DailySleep.builder().id("a").day(DAY).build()))
        .isEqualTo("a");
    assertThat(HistoryWindow.identityOf(DailySleep.builder().day(DAY).build())).isEqualTo(DAY);
    assertThat(HistoryWindow.identityOf(undated)).isEqualTo(undated);
  }

  @Test
  void merge_ofOverlappingAndAdjacentWindows_leavesNoSeam() {
    assertThat(
            HistoryWindow.merge(
                List.of(days(20, 22), days(1, 5), days(6, 9), days(3, 4), days(11, 12))))
        .containsExactly(days(1, 9), days(11, 12), days(20, 22));
    assertThat(HistoryWindow.merge(List.of())).isEmpty();
  }

  @Test
  void merge_ofWindowsThatDoNotFitTogether_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HistoryWindow.merge(
                    List.of(days(1, 2), HistoryWindow.days(DataType.SLEEP, DAY, DAY))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryWindow.merge(List.of(HistoryWindow.whole(DataType.DAILY_SLEEP))));
  }

  @Test
  void window_ofDaysInTheWrongOrder_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> days(2, 1))
        .withMessageContaining("2026-03-02");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HistoryWindow(DataType.SLEEP, DAY, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HistoryWindow(DataType.SLEEP, DAY, DAY, "id"));
  }

  @Test
  void settled_ofAFetchedWindow_endsWithTheLastSettledDay() {
    assertThat(fetched(DAY.withDayOfMonth(4)).settled()).contains(days(3, 4));
    assertThat(fetched(DAY.withDayOfMonth(9)).settled()).contains(days(3, 5));
    assertThat(fetched(DAY.withDayOfMonth(2)).settled()).isEqualTo(Optional.empty());
    assertThat(fetched(null).settled()).isEqualTo(Optional.empty());
  }

  private static FetchedWindow fetched(LocalDate settledUntil) {
    return new FetchedWindow(days(3, 5), 1, Instant.EPOCH, settledUntil);
  }

  @Test
  void label_ofEachOutcome_isReadBack() {
    assertThat(HistoryOutcome.values())
        .extracting(HistoryOutcome::label)
        .containsExactly(
            "ok", "empty", "consent_expired", "membership_lapsed", "scope_missing", "gave_up");
    for (HistoryOutcome outcome : HistoryOutcome.values()) {
      assertThat(HistoryOutcome.ofLabel(outcome.label())).contains(outcome);
    }
    assertThat(HistoryOutcome.ofLabel("other")).isEmpty();
  }
}
