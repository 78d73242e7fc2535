// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.chart.ChartText;
import io.github.oura4j.examples.chart.HypnogramChart;
import io.github.oura4j.examples.chart.Markup;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timeline;
import io.github.oura4j.timeline.Timelines;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hypnograms, night by night, each in the person's local time of that night.
 *
 * @param page the page
 * @param data the data
 * @param measures the series of the data
 */
record NightSection(Markup page, ReportData data, Measures measures) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  void write() {
    Section section = new Section(page, data);
    section.begin("nights", "Nights");
    Map<LocalDate, SleepPeriod> nights = nightsInRange();
    if (section.hasAny(data.sleep(), !nights.isEmpty(), "nights", "")) {
      if (!measures.timeAsleep().inRange().isEmpty()) {
        section.summary(measures.timeAsleep());
      }
      page.element(
          "p",
          "Percentages are the sleep efficiency: the part of the time in bed that was slept.",
          "class",
          "note");
      section.legend(
          List.of(
              new Section.Key("awake", "awake"),
              new Section.Key("rem", "REM"),
              new Section.Key("light", "light"),
              new Section.Key("deep", "deep")));
      int hours =
          nights.values().stream()
              .flatMap(night -> phases(night).stream())
              .mapToInt(HypnogramChart::hours)
              .max()
              .orElse(1);
      page.open("div", "class", "nights");
      data.days().forEach(day -> night(day, nights.get(day), hours));
      page.close("div");
    }
    section.end();
  }

  private Map<LocalDate, SleepPeriod> nightsInRange() {
    return measures.nights().stream()
        .filter(night -> data.days().contains(night.day()))
        .collect(Collectors.toMap(SleepPeriod::day, Function.identity()));
  }

  private void night(LocalDate day, @Nullable SleepPeriod night, int hours) {
    page.open("figure", "class", night == null ? "night none" : "night");
    page.open("figcaption").element("strong", Days.shortName(day) + ":");
    if (night == null) {
      page.text(" No night was recorded.").close("figcaption");
    } else {
      page.text(" " + numbers(night) + offsetOfChart(night)).close("figcaption");
      phases(night)
          .ifPresentOrElse(
              phases -> new HypnogramChart(text(day, night, phases), phases, hours).draw(page),
              () -> page.element("p", "No sleep phases were recorded.", "class", "missing"));
    }
    page.close("figure");
  }

  /**
   * Steps of five minutes, as in Oura's app: finer ones are too fine to be seen in a small chart.
   */
  private static Optional<Timeline<SleepPhase>> phases(SleepPeriod night) {
    return Timelines.sleepPhases5Minutes(night)
        .filter(Predicate.not(Timeline::isEmpty))
        .or(() -> Timelines.sleepPhases(night));
  }

  private static String numbers(SleepPeriod night) {
    Integer asleep = night.totalSleepDuration();
    Integer efficiency = night.efficiency();
    return (asleep == null ? "" : Unit.HOURS.format(asleep / 3600.0) + " asleep")
        + (efficiency == null ? "" : " (" + efficiency + "\u00a0%)");
  }

  /** Returns in which offset the times of a chart are, if the offset changed during the night. */
  private static String offsetOfChart(SleepPeriod night) {
    OffsetDateTime start = night.bedtimeStart();
    return start != null && hasTwoOffsets(night) ? ", times in " + offset(start) : "";
  }

  private static boolean hasTwoOffsets(SleepPeriod night) {
    OffsetDateTime start = night.bedtimeStart();
    OffsetDateTime end = night.bedtimeEnd();
    return start != null && end != null && !start.getOffset().equals(end.getOffset());
  }

  private static String offset(OffsetDateTime time) {
    return "UTC" + time.getOffset().getId().replace("Z", "");
  }

  private static ChartText text(LocalDate day, SleepPeriod night, Timeline<SleepPhase> phases) {
    String durations =
        phases.durations().entrySet().stream()
            .map(entry -> name(entry.getKey()) + " " + duration(entry.getValue()))
            .collect(Collectors.joining(", "));
    return new ChartText(
        "night-" + day,
        "Sleep phases of the night to " + Days.longName(day),
        "%s: %s.".formatted(span(night, phases), durations));
  }

  /** Returns from when to when the phases last, in the local times of the person. */
  private static String span(SleepPeriod night, Timeline<SleepPhase> phases) {
    OffsetDateTime end = night.bedtimeEnd();
    if (end == null || !hasTwoOffsets(night)) {
      return "From " + TIME.format(phases.start()) + " to " + TIME.format(phases.end());
    }
    return "From %s (%s) to %s (%s)"
        .formatted(
            TIME.format(phases.start()),
            offset(phases.start()),
            TIME.format(phases.end().withOffsetSameInstant(end.getOffset())),
            offset(end));
  }

  private static String name(SleepPhase phase) {
    return phase.known() == SleepPhase.Known.REM
        ? "REM"
        : phase.known().name().toLowerCase(Locale.ROOT);
  }

  private static String duration(Duration duration) {
    return Unit.HOURS.format(duration.toSeconds() / 3600.0);
  }
}
