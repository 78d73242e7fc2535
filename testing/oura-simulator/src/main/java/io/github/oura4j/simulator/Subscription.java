// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.Instant;
import java.util.Map;

/**
 * A webhook subscription.
 *
 * @param tellsZone whether its time stamp has a zone; Oura's do not always
 */
record Subscription(
    String id,
    String callbackUrl,
    WebhookEventType eventType,
    WebhookDataType dataType,
    Instant expiration,
    boolean tellsZone) {

  boolean isFor(WebhookEventType otherEventType, WebhookDataType otherDataType) {
    return eventType.equals(otherEventType) && dataType.equals(otherDataType);
  }

  boolean duplicates(Subscription other) {
    return !id.equals(other.id) && isFor(other.eventType, other.dataType);
  }

  Subscription expiringAt(Instant later) {
    return new Subscription(id, callbackUrl, eventType, dataType, later, tellsZone);
  }

  ObjectNode json() {
    String expirationTime = expiration.toString();
    return Json.object(
        Map.of(
            "id", id,
            "callback_url", callbackUrl,
            "event_type", eventType,
            "data_type", dataType,
            "expiration_time", tellsZone ? expirationTime : expirationTime.replace("Z", "")));
  }
}
