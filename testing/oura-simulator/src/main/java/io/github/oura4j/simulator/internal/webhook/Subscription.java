// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.internal.http.Json;
import java.time.Instant;
import java.util.Map;

/**
 * A webhook subscription.
 *
 * @param id its id
 * @param callbackUrl the URL to which events are posted
 * @param eventType the type of the events
 * @param dataType the data type of the documents in the events
 * @param expiration when the subscription ends
 * @param showsZone whether the expiration time has a {@code Z}, which Oura sometimes omits
 */
record Subscription(
    String id,
    String callbackUrl,
    WebhookEventType eventType,
    WebhookDataType dataType,
    Instant expiration,
    boolean showsZone) {

  CallbackEndpoint callback() {
    return CallbackEndpoint.of(callbackUrl);
  }

  boolean isFor(WebhookEventType otherEventType, WebhookDataType otherDataType) {
    return eventType.equals(otherEventType) && dataType.equals(otherDataType);
  }

  boolean conflictsWith(Subscription other) {
    return !id.equals(other.id) && isFor(other.eventType, other.dataType);
  }

  Subscription expiringAt(Instant newExpiration) {
    return new Subscription(id, callbackUrl, eventType, dataType, newExpiration, showsZone);
  }

  ObjectNode json() {
    String expirationTime = expiration.toString();
    return Json.object(
        Map.of(
            "id", id,
            "callback_url", callbackUrl,
            "event_type", eventType,
            "data_type", dataType,
            "expiration_time", showsZone ? expirationTime : expirationTime.replace("Z", "")));
  }
}
