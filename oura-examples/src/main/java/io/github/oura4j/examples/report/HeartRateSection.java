// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.chart.Axis;
import io.github.oura4j.examples.chart.ChartText;
import io.github.oura4j.examples.chart.HeartRateChart;
import io.github.oura4j.examples.chart.Markup;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The heart rate of a day: the last complete one of the range that has samples.
 *
 * @param page the page
 * @param data the data
 */
record HeartRateSection(Markup page, ReportData data) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final int FEWEST_DAYS_BEFORE = 7;

  void write() {
    Section section = new Section(page, data);
    NavigableMap<LocalDate, List<HeartRateChart.Sample>> days = byDay();
    NavigableMap<LocalDate, List<HeartRateChart.Sample>> inRange =
        days.subMap(data.first(), true, data.last(), true);
    section.begin("heart", "A day's heart rate");
    if (inRange.isEmpty()) {
      section.missing(
          data.heartRate(),
          "heart rate " + Days.during(firstDay(), data.heartRateDay()),
          "Rings before generation 3 measure it at night only.");
    } else {
      LocalDate day = inRange.lastKey();
      List<HeartRateChart.Sample> samples = inRange.lastEntry().getValue();
      String summary = summary(day, samples, days.headMap(day, false));
      section.summary(Days.longName(day), summary);
      page.element("p", "The line shows means of five minutes.", "class", "note");
      draw(day, FiveMinuteMeans.of(samples), summary);
    }
    section.end();
  }

  /** Returns the first day of the range whose heart rate was fetched. */
  private LocalDate firstDay() {
    LocalDate first = data.heartRateDay().minusDays(ReportData.DAYS_BEFORE_HEART_RATE);
    return first.isBefore(data.first()) ? data.first() : first;
  }

  private NavigableMap<LocalDate, List<HeartRateChart.Sample>> byDay() {
    NavigableMap<LocalDate, List<HeartRateChart.Sample>> days = new TreeMap<>();
    for (HeartRate sample : data.heartRate().values()) {
      OffsetDateTime time = sample.timestamp();
      Integer beats = sample.bpm();
      if (time != null && beats != null) {
        LocalDate day = time.atZoneSameInstant(data.now().getZone()).toLocalDate();
        days.computeIfAbsent(day, unused -> new ArrayList<>())
            .add(new HeartRateChart.Sample(time.toInstant(), beats, source(sample)));
      }
    }
    days.values()
        .forEach(samples -> samples.sort(Comparator.comparing(HeartRateChart.Sample::time)));
    return days;
  }

  private static String source(HeartRate sample) {
    HeartRateSource source = sample.source();
    return source == null ? "unknown" : source.value();
  }

  private void draw(LocalDate day, List<HeartRateChart.Sample> samples, String summary) {
    double lowest = samples.stream().mapToDouble(HeartRateChart.Sample::value).min().orElseThrow();
    double highest = samples.stream().mapToDouble(HeartRateChart.Sample::value).max().orElseThrow();
    new HeartRateChart(
            new ChartText("heart-rate", "Heart rate on " + Days.longName(day), summary),
            day,
            data.now().getZone(),
            Axis.covering(lowest, highest, Unit.BEATS_PER_MINUTE.smallestStep()),
            Unit.BEATS_PER_MINUTE.axis(),
            FiveMinuteMeans.STEP,
            samples)
        .draw(page);
  }

  private String summary(
      LocalDate day,
      List<HeartRateChart.Sample> samples,
      NavigableMap<LocalDate, List<HeartRateChart.Sample>> before) {
    Comparator<HeartRateChart.Sample> byValue =
        Comparator.comparingDouble(HeartRateChart.Sample::value);
    double mean = mean(samples);
    return "average %s. Lowest: %s. Highest: %s. %s"
        .formatted(
            Unit.BEATS_PER_MINUTE.format(mean),
            describe(samples.stream().min(byValue).orElseThrow()),
            describe(samples.stream().max(byValue).orElseThrow()),
            day.isBefore(data.now().toLocalDate())
                ? compare(day, mean, before)
                : "Today is not over and is not compared with other days.");
  }

  private static String compare(
      LocalDate day, double mean, NavigableMap<LocalDate, List<HeartRateChart.Sample>> before) {
    NavigableMap<LocalDate, Double> means = new TreeMap<>();
    before.forEach((on, ofDay) -> means.put(on, mean(ofDay)));
    String comparison = comparison(mean, means);
    means.put(day, mean);
    return comparison + " " + trend(means);
  }

  private static double mean(List<HeartRateChart.Sample> samples) {
    return FiveMinuteMeans.of(samples).stream()
        .mapToDouble(HeartRateChart.Sample::value)
        .average()
        .orElseThrow();
  }

  private String describe(HeartRateChart.Sample sample) {
    return Unit.BEATS_PER_MINUTE.format(sample.value())
        + " at "
        + TIME.format(sample.time().atZone(data.now().getZone()));
  }

  private static String comparison(double mean, NavigableMap<LocalDate, Double> before) {
    if (before.size() < FEWEST_DAYS_BEFORE) {
      return "The 2 weeks before have too few days to compare with.";
    }
    double usual = DailySeries.mean(before.values()).orElseThrow();
    return "%s in the 2 weeks before (%s)."
        .formatted(
            Summary.compare(Unit.BEATS_PER_MINUTE, mean, usual),
            Unit.BEATS_PER_MINUTE.format(usual));
  }

  private static String trend(NavigableMap<LocalDate, Double> means) {
    if (means.size() < Trend.FEWEST_DAYS) {
      return "Too few days for a trend.";
    }
    OptionalDouble perDay = Trend.perDay(means);
    if (perDay.isEmpty()) {
      return "The daily averages of these weeks show no clear trend.";
    }
    return "The daily averages of these weeks are %s by %s a week."
        .formatted(
            perDay.getAsDouble() > 0 ? "rising" : "falling",
            Unit.BEATS_PER_MINUTE.format(Math.abs(perDay.getAsDouble() * 7)));
  }
}
