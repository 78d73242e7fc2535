// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.OuraRequest;
import java.util.Set;

/**
 * Determines the data type of a request from its path, for call listeners.
 *
 * <p>The result comes from a fixed list, because it ends up in metric tags, and a path can contain
 * anything, such as ids.
 */
final class RequestType {
  private static final String USER_COLLECTION = "/usercollection/";
  private static final String WEBHOOK_SUBSCRIPTION = "/webhook/subscription";
  private static final Set<String> KNOWN_TYPES =
      Set.of(
          "personal_info",
          "daily_activity",
          "daily_cardiovascular_age",
          "daily_readiness",
          "daily_resilience",
          "daily_sleep",
          "daily_spo2",
          "daily_stress",
          "enhanced_tag",
          "heartrate",
          "rest_mode_period",
          "ring_battery_level",
          "ring_configuration",
          "session",
          "sleep",
          "sleep_time",
          "tag",
          "vO2_max",
          "workout");

  private RequestType() {}

  /** Returns the data type, or {@code other} for an unknown path. */
  static String of(OuraRequest request) {
    String path = request.uri().getRawPath();
    int index = path.indexOf(USER_COLLECTION);
    if (index < 0) {
      return path.contains(WEBHOOK_SUBSCRIPTION) ? "webhook_subscription" : "other";
    }
    String type = path.substring(index + USER_COLLECTION.length()).split("/", 2)[0];
    return KNOWN_TYPES.contains(type) ? type : "other";
  }
}
