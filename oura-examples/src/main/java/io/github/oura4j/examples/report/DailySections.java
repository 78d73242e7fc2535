// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.chart.Axis;
import io.github.oura4j.examples.chart.DayChart;
import io.github.oura4j.examples.chart.Layer;
import io.github.oura4j.examples.chart.Markup;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.examples.data.ReportData.Fetched;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The sections with a value for each day.
 *
 * @param page the page
 * @param data the data
 * @param measures the series of the data
 */
record DailySections(Markup page, ReportData data, Measures measures) {
  /** Follows the class of marks of a day that is not over. */
  private static final String GROWING = " growing";

  void scores() {
    section().begin("scores", "Scores");
    List<DailySeries> all =
        List.of(measures.sleepScore(), measures.readinessScore(), measures.activityScore());
    dotLegend("score of a day", all);
    dotted("sleep-score", measures.sleepScore(), data.sleepScores(), "sleep scores");
    dotted("readiness-score", measures.readinessScore(), data.readiness(), "readiness scores");
    dotted("activity-score", measures.activityScore(), data.activity(), "activity scores");
    section().end();
  }

  void heartAtNight() {
    section().begin("night-heart", "Resting heart rate and HRV");
    dotLegend("main sleep of a day", List.of(measures.restingHeartRate(), measures.hrv()));
    dotted("resting-heart-rate", measures.restingHeartRate(), data.sleep(), "resting heart rate");
    dotted("hrv", measures.hrv(), data.sleep(), "heart rate variability");
    section().end();
  }

  void bloodOxygen() {
    section().begin("blood-oxygen", "Blood oxygen");
    DailySeries series = measures.spo2();
    String hint =
        "Rings before generation 3 do not measure it, and it can be switched off in the app.";
    if (hasAny(series, data.spo2(), "blood oxygen saturation", hint)) {
      section().summary(series);
      dotLegend("mean of a night", List.of(series));
      dots("spo2", series);
    }
    section().end();
  }

  void temperature() {
    section().begin("body-temperature", "Temperature");
    DailySeries series = measures.temperature();
    if (hasAny(series, data.readiness(), "temperature deviation", "")) {
      section().summary(series);
      bars("temperature", series, "temperature");
    }
    section().end();
  }

  void steps() {
    section().begin("steps-by-day", "Steps");
    DailySeries series = measures.steps();
    if (hasAny(series, data.activity(), "steps", "")) {
      section().summary(series);
      bars("steps", series, "steps");
    }
    section().end();
  }

  void activityClasses() {
    section().begin("activity", "Activity classes");
    List<ActivityShare> shares = ActivityShare.all(data);
    boolean hasValues = shares.stream().anyMatch(share -> !share.hours().isEmpty());
    if (section().hasAny(data.activity(), hasValues, "activity classes", "")) {
      if (!measures.activeTime().inRange().isEmpty()) {
        section().summary(measures.activeTime());
      }
      section()
          .legend(
              shares.stream()
                  .map(share -> new Section.Key(share.cssClass(), share.name()))
                  .toList());
      activityChart(shares);
    }
    section().end();
  }

  private void activityChart(List<ActivityShare> shares) {
    new DayChart(
            section()
                .chartText(
                    "activity-classes",
                    "Time in each activity class by day",
                    Section.text(measures.activeTime())),
            data.days(),
            hoursOfADay(shares),
            Unit.HOURS.axis(),
            List.of(stack(shares, ""), stack(shares, GROWING)),
            day -> shareReading(day, shares))
        .draw(page);
  }

  /** Returns an axis of 24 hours, or of more for the day on which daylight saving time ends. */
  private static Axis hoursOfADay(List<ActivityShare> shares) {
    Map<LocalDate, Double> sums = new TreeMap<>();
    shares.forEach(
        share -> share.hours().forEach((day, hours) -> sums.merge(day, hours, Double::sum)));
    double longest = Unit.HOURS.round(Collections.max(sums.values()));
    return longest <= 24
        ? new Axis(0, 24, 6, false)
        : Axis.covering(0, longest, Unit.HOURS.smallestStep());
  }

  private Layer stack(List<ActivityShare> shares, String suffix) {
    return new Layer.Stack(
        shares.stream()
            .map(share -> bars(share.cssClass() + suffix, share.hours(), !suffix.isEmpty()))
            .toList());
  }

  /** Returns bars of the days that are over, or of those that are not. */
  private Layer.Bars bars(String cssClass, Map<LocalDate, Double> days, boolean isGrowing) {
    Map<LocalDate, Double> selected = new TreeMap<>(days);
    selected.keySet().removeIf(day -> day.isBefore(data.unfinished()) == isGrowing);
    return new Layer.Bars(cssClass, selected);
  }

  private static String shareReading(LocalDate day, List<ActivityShare> shares) {
    String values =
        shares.stream()
            .filter(share -> share.hours().containsKey(day))
            .map(share -> share.name() + " " + Unit.HOURS.format(share.hours().get(day)))
            .collect(Collectors.joining(", "));
    return Days.shortName(day) + ": " + (values.isEmpty() ? "no data" : values);
  }

  void stress() {
    section().begin("stress-by-day", "Stress and recovery");
    DailySeries stress = measures.stress();
    DailySeries recovery = measures.recovery();
    boolean hasValues = !stress.inRange().isEmpty() || !recovery.inRange().isEmpty();
    if (section()
        .hasAny(
            data.stress(),
            hasValues,
            "stress and recovery",
            "Rings before generation 3 do not measure them.")) {
      List<DailySeries> both =
          Stream.of(recovery, stress).filter(series -> !series.inRange().isEmpty()).toList();
      both.forEach(section()::summary);
      section()
          .legend(
              List.of(
                  new Section.Key("recovery", "high recovery, upward"),
                  new Section.Key("stress", "high stress, downward")));
      stressChart(stress, recovery, both);
    }
    section().end();
  }

  private void stressChart(DailySeries stress, DailySeries recovery, List<DailySeries> both) {
    Map<LocalDate, Double> downward = new TreeMap<>();
    stress.inRange().forEach((day, hours) -> downward.put(day, -hours));
    List<Layer> layers =
        List.of(
            bars("recovery", recovery.inRange(), false),
            bars("recovery" + GROWING, recovery.inRange(), true),
            bars("stress", downward, false),
            bars("stress" + GROWING, downward, true));
    String description =
        both.stream()
            .map(series -> series.measure().title() + ": " + Section.text(series))
            .collect(Collectors.joining(" "));
    new DayChart(
            section().chartText("stress", "High stress and high recovery by day", description),
            data.days(),
            axis(layers, true, Unit.HOURS).mirrored(),
            Unit.HOURS.axis(),
            layers,
            day -> reading(day, both))
        .draw(page);
  }

  private void dotted(String id, DailySeries series, Fetched<?> fetched, String name) {
    page.open("div", "class", "chart").element("h3", series.measure().title());
    if (hasAny(series, fetched, name, "")) {
      page.element("p", Section.text(series), "class", "summary");
      dots(id, series);
    }
    page.close("div");
  }

  private void dotLegend(String ofDot, List<DailySeries> all) {
    if (all.stream().anyMatch(series -> !series.inRange().isEmpty())) {
      section()
          .legend(List.of(new Section.Key("dot", ofDot), new Section.Key("mean", "7-day mean")));
    }
  }

  private void dots(String id, DailySeries series) {
    draw(
        id,
        series,
        List.of(
            new Layer.Line("thin", series.counted()),
            new Layer.Line("mean", series.sevenDayMeans()),
            new Layer.Dots("dot", series.counted()),
            new Layer.Dots("dot" + GROWING, series.growing())),
        false);
  }

  private void bars(String id, DailySeries series, String cssClass) {
    draw(
        id,
        series,
        List.of(
            new Layer.Bars(cssClass, series.counted()),
            new Layer.Bars(cssClass + GROWING, series.growing())),
        true);
  }

  private void draw(String id, DailySeries series, List<Layer> layers, boolean fromZero) {
    Map<LocalDate, Double> means = series.sevenDayMeans();
    new DayChart(
            section().chartText(id, series.measure().title() + " by day", Section.text(series)),
            data.days(),
            axis(layers, fromZero, series.measure().unit()),
            series.measure().unit().axis(),
            layers,
            day ->
                reading(day, List.of(series))
                    + (means.containsKey(day) && !fromZero
                        ? ", 7-day mean " + series.measure().unit().format(means.get(day))
                        : ""))
        .draw(page);
  }

  private static String reading(LocalDate day, List<DailySeries> all) {
    List<String> values = new ArrayList<>();
    for (DailySeries series : all) {
      Double value = series.inRange().get(day);
      if (value != null) {
        String soFar = series.growing().containsKey(day) ? " so far" : "";
        Measure measure = series.measure();
        String name = all.size() > 1 ? measure.title() + " " : "";
        values.add(name + measure.unit().format(value) + soFar);
      }
    }
    return Days.shortName(day) + ": " + (values.isEmpty() ? "no data" : String.join(", ", values));
  }

  private static Axis axis(List<Layer> layers, boolean fromZero, Unit unit) {
    double[] values =
        DoubleStream.concat(
                fromZero ? DoubleStream.of(0) : DoubleStream.empty(),
                layers.stream()
                    .flatMap(layer -> layer.values().stream())
                    .flatMap(days -> days.values().stream())
                    .mapToDouble(Double::doubleValue))
            .toArray();
    return Axis.covering(
        DoubleStream.of(values).min().orElseThrow(),
        DoubleStream.of(values).max().orElseThrow(),
        unit.smallestStep());
  }

  private boolean hasAny(DailySeries series, Fetched<?> fetched, String name, String hint) {
    return section().hasAny(fetched, !series.inRange().isEmpty(), name, hint);
  }

  private Section section() {
    return new Section(page, data);
  }
}
