// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.OuraRequest;
import java.util.Set;

/**
 * Tells what a request asks for, in a word out of a short list: a path can hold anything, and what
 * listeners are told ends up in metrics.
 */
final class RequestType {
  private static final String DOCUMENTS = "/usercollection/";
  private static final String WEBHOOKS = "/webhook/subscription";
  private static final Set<String> KNOWN =
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

  static String of(OuraRequest request) {
    String path = request.uri().getRawPath();
    int at = path.indexOf(DOCUMENTS);
    if (at < 0) {
      return path.contains(WEBHOOKS) ? "webhook_subscription" : "other";
    }
    String type = path.substring(at + DOCUMENTS.length()).split("/", 2)[0];
    return KNOWN.contains(type) ? type : "other";
  }
}
