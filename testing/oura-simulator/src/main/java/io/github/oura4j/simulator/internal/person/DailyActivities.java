// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.ActivityContributors;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Generates the daily activity documents, whose totals are computed from the minutes of the day.
 */
public final class DailyActivities {
  private static final double METERS_PER_STEP = 0.74;

  private final PersonModel person;

  /** Creates the generator for a person. */
  public DailyActivities(PersonModel person) {
    this.person = person;
  }

  /** Returns the documents of a day that exist by now. */
  public List<DailyActivity> of(LocalDate day) {
    boolean hasStarted = person.isPast(ActivityDay.start(person, day).plus(Night.SLOT));
    return hasStarted && new RingWear(person).wornOn(day) ? List.of(document(day)) : List.of();
  }

  private DailyActivity document(LocalDate day) {
    ActivityDay minutes = ActivityDay.of(person, day);
    DailyActivity.Builder activity =
        DailyActivity.builder()
            .id(person.id("daily_activity", day, 0))
            .day(day)
            .timestamp(person.local(ActivityDay.start(person, day)))
            .class5Min(minutes.classes())
            .met(met(day, minutes))
            .averageMetMinutes(Decimals.round(minutes.averageMet(), 5))
            .inactivityAlerts(person.random("inactivity alerts", day).between(0, 4));
    times(activity, minutes);
    energy(activity, minutes);
    movement(activity, minutes);
    scores(activity, day);
    return activity.build();
  }

  private SampleSeries met(LocalDate day, ActivityDay minutes) {
    Instant start = ActivityDay.start(person, day);
    return new Samples(person.local(start), 60, new ArrayList<>(minutes.mets())).series();
  }

  private static void times(DailyActivity.Builder activity, ActivityDay minutes) {
    activity
        .nonWearTime(minutes.seconds(ActivityDay.NON_WEAR))
        .restingTime(minutes.seconds(ActivityDay.REST))
        .sedentaryTime(minutes.seconds(ActivityDay.SEDENTARY))
        .lowActivityTime(minutes.seconds(ActivityDay.LOW))
        .mediumActivityTime(minutes.seconds(ActivityDay.MEDIUM))
        .highActivityTime(minutes.seconds(ActivityDay.HIGH))
        .sedentaryMetMinutes(minutes.metMinutes(ActivityDay.SEDENTARY))
        .lowActivityMetMinutes(minutes.metMinutes(ActivityDay.LOW))
        .mediumActivityMetMinutes(minutes.metMinutes(ActivityDay.MEDIUM))
        .highActivityMetMinutes(minutes.metMinutes(ActivityDay.HIGH));
  }

  /** One MET is one kilocalorie per kilogram and hour; active calories are those above rest. */
  private void energy(DailyActivity.Builder activity, ActivityDay minutes) {
    double kilocaloriesPerMetMinute = new Physique(person).weight() / 60;
    int activeMetMinutes =
        minutes.metMinutes(ActivityDay.LOW)
            + minutes.metMinutes(ActivityDay.MEDIUM)
            + minutes.metMinutes(ActivityDay.HIGH);
    int active = (int) Math.round(kilocaloriesPerMetMinute * activeMetMinutes);
    int resting = (int) Math.round(kilocaloriesPerMetMinute * minutes.mets().size());
    activity
        .activeCalories(active)
        .totalCalories(resting + active)
        .targetCalories(person.trait("target calories", 7, 12) * 50);
  }

  private void movement(DailyActivity.Builder activity, ActivityDay minutes) {
    int meters = (int) Math.round(minutes.steps() * METERS_PER_STEP);
    int target = person.trait("target meters", 14, 22) * 500;
    activity
        .steps(minutes.steps())
        .equivalentWalkingDistance(meters)
        .targetMeters(target)
        .metersToTarget(target - meters);
  }

  /** A day has no score until it is over. */
  private void scores(DailyActivity.Builder activity, LocalDate day) {
    SeededRandom random = person.random("activity contributors", day);
    ActivityContributors contributors =
        ActivityContributors.builder()
            .meetDailyTargets(random.between(40, 100))
            .moveEveryHour(random.between(55, 100))
            .recoveryTime(random.between(70, 100))
            .stayActive(random.between(40, 98))
            .trainingFrequency(unlessHistoryIsMissing(random.between(50, 100), random))
            .trainingVolume(unlessHistoryIsMissing(random.between(50, 100), random))
            .build();
    boolean isOver = person.isPast(ActivityDay.start(person, day.plusDays(1)));
    activity.contributors(contributors).score(isOver ? score(contributors) : null);
  }

  private static @Nullable Integer unlessHistoryIsMissing(int value, SeededRandom random) {
    return random.chance(0.05) ? null : value;
  }

  private static int score(ActivityContributors contributors) {
    return Decimals.score(
        Stream.of(
                contributors.meetDailyTargets(),
                contributors.moveEveryHour(),
                contributors.recoveryTime(),
                contributors.stayActive(),
                contributors.trainingFrequency(),
                contributors.trainingVolume())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .average()
            .orElseThrow());
  }
}
