// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final LocalDate LAST = LocalDate.of(2026, 3, 15);

  /** Returns a series of 14 days and the 28 before, from values by day of the range. */
  private static DailySeries series(Measure measure, IntFunction<@Nullable Double> value) {
    NavigableMap<LocalDate, Double> all = new TreeMap<>();
    for (int day = -28; day < 14; day++) {
      Double onDay = value.apply(day);
      if (onDay != null) {
        all.put(FIRST.plusDays(day), onDay);
      }
    }
    return new DailySeries(measure, FIRST, LAST, LocalDate.MAX, all);
  }

  private static String text(DailySeries series) {
    return new Summary(series).text().replace('\u00a0', ' ');
  }

  @Test
  void text_ofRisingScores_namesAverageExtremesTrendAndComparison() {
    DailySeries series = series(Measure.SLEEP_SCORE, day -> day < 0 ? 70.0 : 74.0 + day);

    assertThat(text(series))
        .isEqualTo(
            "Average 81, on 14 of 14 days. Best: 87 on Sun, Mar 15. Worst: 74 on Mon, Mar 2."
                + " Trend: rising by 7 a week. 11 more than in the 4 weeks before (70).");
  }

  @Test
  void text_whenLowerIsBetter_callsTheLowestBest() {
    DailySeries series =
        series(Measure.RESTING_HEART_RATE, day -> day < 0 ? 55.0 : day % 2 == 0 ? 52.0 : 58.0);

    assertThat(text(series))
        .contains("Best, the lowest: 52 bpm on Sat, Mar 14.", "Worst: 58 bpm on Sun, Mar 15.")
        .contains("No clear trend.")
        .contains("About the same as in the 4 weeks before (55 bpm).");
  }

  @Test
  void text_ofTemperature_callsNothingBest() {
    DailySeries series = series(Measure.TEMPERATURE, day -> day == 3 ? -0.4 : 0.1);

    assertThat(text(series))
        .contains("Highest: 0.10 °C", "Lowest: −0.40 °C on Thu, Mar 5.")
        .doesNotContain("Best", "Worst");
  }

  @Test
  void text_withGaps_countsTheDaysThatHaveAValue() {
    DailySeries series = series(Measure.STEPS, day -> day < 0 || day % 5 == 0 ? null : 9000.0);

    assertThat(text(series))
        .startsWith("Average 9,000, on 11 of 14 days.")
        .contains("The 4 weeks before have too few days to compare with.");
  }

  @Test
  void text_whenAllValuesAreEqual_callsNothingBest() {
    assertThat(text(series(Measure.HRV, day -> 40.0)))
        .isEqualTo(
            "Average 40 ms, on 14 of 14 days. The same on all of them. No clear trend. About the"
                + " same as in the 4 weeks before (40 ms).");
  }

  @Test
  void text_whenAveragesDifferInDecimals_comparesWhatIsWritten() {
    DailySeries series = series(Measure.SPO2, day -> day < 0 ? 96.94 : day % 2 == 0 ? 96.5 : 96.61);

    assertThat(text(series))
        .startsWith("Average 96.6 %")
        .endsWith("0.3 points less than in the 4 weeks before (96.9 %).");
  }

  @Test
  void change_ofRoundedAverages_hasASign() {
    assertThat(new Summary(series(Measure.STEPS, day -> day < 0 ? 9000.0 : 8000.4)).change())
        .isEqualTo("−1,000");
    assertThat(new Summary(series(Measure.STEPS, day -> day < 0 ? 9000.0 : 9000.4)).change())
        .isEqualTo("±0");
    assertThat(new Summary(series(Measure.TIME_ASLEEP, day -> day < 0 ? 7.0 : 7.5)).change())
        .isEqualTo("+30 min");
  }

  @Test
  void text_whenTodayIsNotOver_leavesItOut() {
    DailySeries series =
        series(Measure.STEPS, day -> day == 13 ? 12.0 : 9000.0).unfinishedFrom(LAST);

    assertThat(text(series))
        .startsWith("Average 9,000, on 13 of 13 days.")
        .endsWith("Sun, Mar 15 is not over and does not count.")
        .doesNotContain("12");
  }

  @Test
  void text_whenYesterdayIsNotOverEither_namesBothDays() {
    DailySeries series = series(Measure.STEPS, day -> 9000.0).unfinishedFrom(LAST.minusDays(1));

    assertThat(text(series)).endsWith("Sat, Mar 14 and Sun, Mar 15 are not over and do not count.");
    assertThat(Section.text(new DailySeries(series.measure(), LAST, LAST, LAST, series.all())))
        .isEqualTo("only Sun, Mar 15, which is not over.");
  }

  @Test
  void text_ofOneDay_hasNeitherExtremesNorTrend() {
    DailySeries series = series(Measure.TIME_ASLEEP, day -> day == 4 ? 7.5 : null);

    assertThat(text(series))
        .isEqualTo(
            "7 h 30 min on Fri, Mar 6, the only day. The 4 weeks before have too few days to"
                + " compare with.");
  }

  @Test
  void text_ofARangeOfOneDay_saysNotThatItIsTheOnlyOne() {
    DailySeries series = series(Measure.TIME_ASLEEP, day -> 7.5);
    DailySeries lastDay =
        new DailySeries(series.measure(), LAST, LAST, LocalDate.MAX, series.all());

    assertThat(text(lastDay))
        .isEqualTo(
            "7 h 30 min on Sun, Mar 15. About the same as in the 4 weeks before (7 h 30 min).");
  }

  @Test
  void text_ofFewDays_claimsNoTrend() {
    DailySeries series = series(Measure.HRV, day -> day >= 0 && day < 6 ? 30.0 + day : null);

    assertThat(text(series)).contains("Too few days for a trend.");
  }

  @Test
  void sevenDayMeans_atAGap_haveAGapToo() {
    DailySeries series = series(Measure.SPO2, day -> day == 5 || day < 0 ? null : 90.0 + day);

    assertThat(series.sevenDayMeans().keySet())
        .doesNotContain(FIRST, FIRST.plusDays(2), FIRST.plusDays(5))
        .contains(FIRST.plusDays(3), FIRST.plusDays(4), FIRST.plusDays(6));
    assertThat(series.sevenDayMeans()).containsEntry(FIRST.plusDays(3), 91.5);
  }

  @Test
  void perDay_withOneExtraordinaryDay_followsTheOthers() {
    DailySeries series = series(Measure.STEPS, day -> day == 6 ? 90_000.0 : 5000.0 + 100 * day);

    assertThat(Trend.perDay(series.counted())).hasValue(100);
  }

  @Test
  void perDay_ofEqualValues_isNone() {
    DailySeries series = series(Measure.STEPS, day -> 5000.0);

    assertThat(Trend.perDay(series.counted())).isEmpty();
  }

  @Test
  void format_ofEachUnit_isReadable() {
    assertThat(Unit.HOURS.format(59 / 60.0)).isEqualTo("59 min");
    assertThat(Unit.HOURS.format(7.999)).isEqualTo("8 h 00 min");
    assertThat(Unit.STEPS.format(12345)).isEqualTo("12,345");
    assertThat(Unit.CELSIUS.format(-0.001)).isEqualTo("0.00\u00a0°C");
    assertThat(Unit.CELSIUS.format(-0.125)).isEqualTo("−0.13\u00a0°C");
    assertThat(Unit.PERCENT.format(97.25)).isEqualTo("97.3\u00a0%");
  }
}
