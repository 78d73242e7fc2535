// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** All documents or samples of a type of a simulated person; a month of time series. */
public final class Person {
  private static final int DAYS = 30;

  private Person() {}

  /** Returns the documents or samples. */
  public static <T> List<T> documents(SimulatedPerson person, Class<T> type) {
    return all(person, type).stream().map(type::cast).toList();
  }

  private static List<?> all(SimulatedPerson person, Class<?> type) {
    Instant end = person.newestDay().atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant start = person.newestDay().minusDays(DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
    if (type == HeartRate.class) {
      return person.heartRate(start, end).toList();
    }
    if (type == RingBatteryLevel.class) {
      return person.ringBatteryLevel(start, end).toList();
    }
    if (type == RingConfiguration.class) {
      return person.ringConfigurations();
    }
    return type == PersonalInfo.class
        ? List.of(person.personalInfo())
        : person.documents(type, person.firstDay(), person.newestDay());
  }
}
