// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.TimeInterval;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The dates of Oura's sandbox: some data types, and the series of samples inside documents, are
 * dated 2021-01-01 whatever days are requested.
 */
final class SandboxDates {
  private static final LocalDate DAY = LocalDate.of(2021, 1, 1);
  private static final String TIMESTAMP = "2021-01-01T00:00:00.000+00:00";
  private static final Set<DataType> FIXED_DOCUMENTS =
      Set.of(DataType.DAILY_CARDIOVASCULAR_AGE, DataType.VO2_MAX);

  private SandboxDates() {}

  /** Returns the samples for a request. The heart rate is the same for every request. */
  static <T> List<T> samples(TimeSeries<T> series, PersonModel person, TimeInterval requested) {
    return series.dataType() == DataType.HEART_RATE
        ? series.ofUtcDay().apply(person.living(DAY.minusDays(1), DAY.plusDays(1)), DAY)
        : series.between(person, requested.start(), requested.end()).toList();
  }

  /** Changes the dates of the documents of a page, and returns it. */
  static JsonNode applyTo(JsonNode page, DataType type) {
    for (JsonNode document : page.path("data")) {
      if (FIXED_DOCUMENTS.contains(type)) {
        changeIfPresent(document, "day", DAY.toString());
        changeIfPresent(document, "timestamp", TIMESTAMP);
      }
      document.forEach(SandboxDates::changeSamples);
    }
    return page;
  }

  private static void changeSamples(JsonNode property) {
    if (property.has("items")) {
      changeIfPresent(property, "timestamp", TIMESTAMP);
    }
  }

  private static void changeIfPresent(JsonNode object, String name, String date) {
    if (object.has(name)) {
      ((ObjectNode) object).put(name, date);
    }
  }
}
