// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.ActivityContributors;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.SampleSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The activity documents of a life: every number is counted from the minutes of the day. */
final class Activities {
  private static final double METERS_A_STEP = 0.74;

  private final Life life;

  Activities(Life life) {
    this.life = life;
  }

  List<DailyActivity> of(LocalDate day) {
    boolean begun = life.isPast(ActivityDay.start(life, day).plus(Night.SLOT));
    return begun && new RingWear(life).wornOn(day) ? List.of(document(day)) : List.of();
  }

  private DailyActivity document(LocalDate day) {
    ActivityDay minutes = ActivityDay.of(life, day);
    DailyActivity.Builder activity =
        DailyActivity.builder()
            .id(life.id("daily_activity", day, 0))
            .day(day)
            .timestamp(life.local(ActivityDay.start(life, day)))
            .class5Min(minutes.classes())
            .met(met(day, minutes))
            .averageMetMinutes(Decimals.round(minutes.averageMet(), 5))
            .inactivityAlerts(life.dice("inactivity alerts", day).between(0, 4));
    times(activity, minutes);
    energy(activity, minutes);
    movement(activity, minutes);
    scores(activity, day);
    return activity.build();
  }

  private SampleSeries met(LocalDate day, ActivityDay minutes) {
    Instant start = ActivityDay.start(life, day);
    return new Samples(life.local(start), 60, new ArrayList<>(minutes.mets())).series();
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

  /** One MET is one kilocalorie for each kilogram and hour; active is what goes beyond rest. */
  private void energy(DailyActivity.Builder activity, ActivityDay minutes) {
    double kilocaloriesAMetMinute = new Body(life).weight() / 60;
    int activeMetMinutes =
        minutes.metMinutes(ActivityDay.LOW)
            + minutes.metMinutes(ActivityDay.MEDIUM)
            + minutes.metMinutes(ActivityDay.HIGH);
    int active = (int) Math.round(kilocaloriesAMetMinute * activeMetMinutes);
    int resting = (int) Math.round(kilocaloriesAMetMinute * minutes.mets().size());
    activity
        .activeCalories(active)
        .totalCalories(resting + active)
        .targetCalories(life.trait("target calories", 7, 12) * 50);
  }

  private void movement(DailyActivity.Builder activity, ActivityDay minutes) {
    int meters = (int) Math.round(minutes.steps() * METERS_A_STEP);
    int target = life.trait("target meters", 14, 22) * 500;
    activity
        .steps(minutes.steps())
        .equivalentWalkingDistance(meters)
        .targetMeters(target)
        .metersToTarget(target - meters);
  }

  /** A day that is not over has no score yet. */
  private void scores(DailyActivity.Builder activity, LocalDate day) {
    Dice dice = life.dice("activity contributors", day);
    ActivityContributors contributors =
        ActivityContributors.builder()
            .meetDailyTargets(dice.between(40, 100))
            .moveEveryHour(dice.between(55, 100))
            .recoveryTime(dice.between(70, 100))
            .stayActive(dice.between(40, 98))
            .trainingFrequency(unlessTooNew(dice.between(50, 100), dice))
            .trainingVolume(unlessTooNew(dice.between(50, 100), dice))
            .build();
    boolean over = life.isPast(ActivityDay.start(life, day.plusDays(1)));
    activity.contributors(contributors).score(over ? score(contributors) : null);
  }

  private static @Nullable Integer unlessTooNew(int value, Dice dice) {
    return dice.chance(0.05) ? null : value;
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
