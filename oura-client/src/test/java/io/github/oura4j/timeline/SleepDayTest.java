// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SleepDayTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 29);
  private static final OffsetDateTime EVENING = OffsetDateTime.parse("2026-03-28T23:00:00+02:00");

  private final SleepPeriod night = period("night", SleepType.LONG_SLEEP, 7).build();
  private final SleepPeriod nap = period("nap", SleepType.SLEEP, 1).build();
  private final SleepPeriod lateNap = period("late nap", SleepType.LATE_NAP, 1).build();

  @Test
  void mainSleep_ofANightAndNaps_isTheNight() {
    SleepDay day = SleepDay.of(DAY, List.of(nap, night, lateNap));

    assertThat(day.mainSleep()).contains(night);
    assertThat(day.naps()).containsExactly(nap, lateNap);
    assertThat(day.otherLongSleeps()).isEmpty();
    assertThat(day.others()).isEmpty();
    assertThat(day.totalSleep()).isEqualTo(Duration.ofHours(9));
  }

  @Test
  void mainSleep_ofTwoLongSleeps_isTheLongerAndBothCount() {
    SleepPeriod shorter = period("shorter", SleepType.LONG_SLEEP, 4).build();

    SleepDay day = SleepDay.of(DAY, List.of(shorter, night));

    assertThat(day.mainSleep()).contains(night);
    assertThat(day.otherLongSleeps()).containsExactly(shorter);
    assertThat(day.naps()).isEmpty();
    assertThat(day.totalSleep()).isEqualTo(Duration.ofHours(11));
  }

  @Test
  void mainSleep_whenTheTimesAsleepAreEqual_isTheOneWithMoreTimeInBed() {
    SleepPeriod longerInBed =
        period("in bed", SleepType.LONG_SLEEP, 7).timeInBed(8 * 3600 + 1).build();

    assertThat(SleepDay.of(DAY, List.of(night, longerInBed)).mainSleep()).contains(longerInBed);
    assertThat(SleepDay.of(DAY, List.of(longerInBed, night)).mainSleep()).contains(longerInBed);
  }

  @Test
  void mainSleep_whenAllDurationsAreEqual_isTheEarlier() {
    SleepPeriod earlier =
        night.toBuilder().id("earlier").bedtimeStart(EVENING.minusMinutes(1)).build();

    assertThat(SleepDay.of(DAY, List.of(night, earlier)).mainSleep()).contains(earlier);
    assertThat(SleepDay.of(DAY, List.of(earlier, night)).mainSleep()).contains(earlier);
  }

  @Test
  void mainSleep_whenOneHasNoDuration_isTheOtherOne() {
    SleepPeriod withoutDuration = SleepPeriod.builder().day(DAY).type(SleepType.LONG_SLEEP).build();

    SleepDay day = SleepDay.of(DAY, List.of(withoutDuration, night));

    assertThat(day.mainSleep()).contains(night);
    assertThat(day.otherLongSleeps()).containsExactly(withoutDuration);
    assertThat(day.totalSleep()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void mainSleep_ofNapsOnly_isEmpty() {
    SleepDay day = SleepDay.of(DAY, List.of(nap, lateNap));

    assertThat(day.mainSleep()).isEmpty();
    assertThat(day.naps()).containsExactly(nap, lateNap);
    assertThat(day.totalSleep()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void others_always_containsThePeriodsThatDoNotCount() {
    SleepPeriod deleted = period("deleted", SleepType.DELETED, 9).build();
    SleepPeriod rest = period("rest", SleepType.REST, 1).build();
    SleepPeriod unknown = period("unknown", SleepType.of("siesta"), 2).build();
    SleepPeriod untyped = period("untyped", SleepType.SLEEP, 2).type(null).build();

    SleepDay day = SleepDay.of(DAY, List.of(deleted, rest, unknown, untyped, night));

    assertThat(day.mainSleep()).contains(night);
    assertThat(day.naps()).isEmpty();
    assertThat(day.others()).containsExactly(deleted, rest, unknown, untyped);
    assertThat(day.totalSleep()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void mainSleep_whenTheOnlyLongSleepIsDeleted_isEmpty() {
    SleepPeriod deleted = period("deleted", SleepType.DELETED, 9).build();

    SleepDay day = SleepDay.of(DAY, List.of(deleted));

    assertThat(day.mainSleep()).isEmpty();
    assertThat(day.totalSleep()).isEqualTo(Duration.ZERO);
  }

  @Test
  void periods_always_areOrderedByTheInstantOfBedtime() {
    SleepPeriod first = at("first", "2026-03-29T01:00:00+03:00");
    SleepPeriod second = at("second", "2026-03-29T00:30:00+02:00");
    SleepPeriod third = at("third", "2026-03-29T13:00:00+03:00");
    SleepPeriod unknown = nap.toBuilder().bedtimeStart(null).build();

    assertThat(SleepDay.of(DAY, List.of(unknown, third, second, first)).periods())
        .containsExactly(first, second, third, unknown);
  }

  @Test
  void ofPeriods_fromSeveralDays_groupsThemByDayInOrder() {
    SleepPeriod dayBefore = nap.toBuilder().day(DAY.minusDays(1)).build();
    SleepPeriod dayAfter = night.toBuilder().day(DAY.plusDays(1)).build();

    assertThat(SleepDay.of(List.of(dayAfter, night, dayBefore, nap)))
        .containsExactly(
            new SleepDay(DAY.minusDays(1), List.of(dayBefore)),
            new SleepDay(DAY, List.of(night, nap)),
            new SleepDay(DAY.plusDays(1), List.of(dayAfter)));
  }

  @Test
  void ofPeriods_whenSomeHaveNoDay_returnsEachSeparatelyAtTheEnd() {
    SleepPeriod withoutDay = night.toBuilder().id("without day").day(null).build();
    SleepPeriod secondWithoutDay = night.toBuilder().id("second without day").day(null).build();

    assertThat(SleepDay.of(List.of(withoutDay, night, secondWithoutDay)))
        .containsExactly(
            new SleepDay(DAY, List.of(night)),
            new SleepDay(null, List.of(withoutDay)),
            new SleepDay(null, List.of(secondWithoutDay)));
  }

  @Test
  void ofPeriods_ofAnEmptyCollection_isEmpty() {
    assertThat(SleepDay.of(List.of())).isEmpty();
  }

  @Test
  void ofDay_whenPeriodsBelongToOtherDays_ignoresThem() {
    SleepPeriod other = night.toBuilder().day(DAY.plusDays(1)).build();
    SleepPeriod withoutDay = night.toBuilder().day(null).build();

    assertThat(SleepDay.of(DAY, List.of(other, withoutDay, night)).periods())
        .containsExactly(night);
    assertThat(SleepDay.of(DAY, List.of(other)).mainSleep()).isEmpty();
  }

  @Test
  void newSleepDay_whenAPeriodBelongsToAnotherDay_fails() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SleepDay(DAY.plusDays(1), List.of(night)))
        .withMessageContaining("another day than 2026-03-30");
  }

  @Test
  void periods_whenTheOriginalListChanges_doNotChange() {
    List<SleepPeriod> original = new ArrayList<>(List.of(night));
    SleepDay day = new SleepDay(DAY, original);

    original.add(nap);

    assertThat(day.periods()).containsExactly(night);
  }

  @Test
  void equals_always_ignoresTheOrderOfThePeriods() {
    SleepPeriod afternoon = at("afternoon", "2026-03-29T13:00:00+03:00");
    List<SleepPeriod> periods = new ArrayList<>(List.of(night, afternoon));
    SleepDay day = SleepDay.of(DAY, periods);

    Collections.reverse(periods);

    assertThat(SleepDay.of(DAY, periods)).isEqualTo(day);
  }

  @Test
  void toString_always_containsOnlyDayAndCount() {
    assertThat(SleepDay.of(DAY, List.of(night, nap)))
        .hasToString("SleepDay[day=2026-03-29, periods=2]");
  }

  private static SleepPeriod at(String id, String bedtimeStart) {
    return period(id, SleepType.SLEEP, 1).bedtimeStart(OffsetDateTime.parse(bedtimeStart)).build();
  }

  private static SleepPeriod.Builder period(String id, SleepType type, int hoursAsleep) {
    return SleepPeriod.builder()
        .id(id)
        .day(DAY)
        .type(type)
        .bedtimeStart(EVENING)
        .totalSleepDuration(hoursAsleep * 3600)
        .timeInBed((hoursAsleep + 1) * 3600);
  }
}
