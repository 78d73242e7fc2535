// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OAuth scopes that a person can grant, and the scope that each data type requires. */
public final class Scopes {
  /** All scopes, without prefix. */
  public static final List<String> ALL =
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

  /** The data types that require a scope other than {@code daily}. */
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

  /** Returns the scope that a data type requires. */
  public static String requiredBy(@Nullable String type) {
    return OTHER_THAN_DAILY.getOrDefault(type, "daily");
  }
}
