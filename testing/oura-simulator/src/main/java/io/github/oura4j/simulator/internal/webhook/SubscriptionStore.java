// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subscriptions that have not expired, in the order of their creation. Thread-safe. */
public final class SubscriptionStore {
  private final Clock clock;
  private final Map<String, Subscription> byId = new LinkedHashMap<>();

  /** Creates an empty store. */
  public SubscriptionStore(Clock clock) {
    this.clock = clock;
  }

  synchronized List<Subscription> all() {
    return List.copyOf(active().values());
  }

  synchronized Subscription get(String id) {
    Subscription subscription = active().get(id);
    if (subscription == null) {
      throw ErrorResponse.unknownSubscription();
    }
    return subscription;
  }

  synchronized Optional<Subscription> find(WebhookEventType eventType, WebhookDataType dataType) {
    return active().values().stream()
        .filter(subscription -> subscription.isFor(eventType, dataType))
        .findFirst();
  }

  synchronized void checkNoConflict(Subscription subscription) {
    if (active().values().stream().anyMatch(subscription::conflictsWith)) {
      throw ErrorResponse.duplicateSubscription();
    }
  }

  /** Adds or replaces a subscription, unless another one has the same event type and data type. */
  synchronized Subscription save(Subscription subscription) {
    checkNoConflict(subscription);
    byId.put(subscription.id(), subscription);
    return subscription;
  }

  synchronized void remove(String id) {
    byId.remove(id);
  }

  private Map<String, Subscription> active() {
    byId.values().removeIf(subscription -> !subscription.expiration().isAfter(clock.instant()));
    return byId;
  }
}
