// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person can allow an application to see, and which data type needs which of it. */
final class Scopes {
  static final List<String> ALL =
      List.of(
          "email",
          "personal",
          "daily",
          "heartrate",
          "workout",
          "tag",
          "session",
          "spo2",
          "heart_health",
          "stress",
          "ring_configuration");

  /** The types that need another scope than {@code daily}. */
  private static final Map<String, String> OTHER_THAN_DAILY =
      Map.ofEntries(
          Map.entry("daily_cardiovascular_age", "heart_health"),
          Map.entry("daily_resilience", "stress"),
          Map.entry("daily_spo2", "spo2"),
          Map.entry("enhanced_tag", "tag"),
          Map.entry("heartrate", "heartrate"),
          Map.entry("personal_info", "personal"),
          Map.entry("ring_battery_level", "ring_configuration"),
          Map.entry("ring_configuration", "ring_configuration"),
          Map.entry("session", "session"),
          Map.entry("tag", "tag"),
          Map.entry("vO2_max", "heart_health"),
          Map.entry("workout", "workout"));

  private Scopes() {}

  static String neededBy(@Nullable String type) {
    return OTHER_THAN_DAILY.getOrDefault(type, "daily");
  }
}
