// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subscriptions that have not ended, in the order they were made. Safe across threads. */
final class Subscriptions {
  private final Clock clock;
  private final Map<String, Subscription> byId = new LinkedHashMap<>();

  Subscriptions(Clock clock) {
    this.clock = clock;
  }

  synchronized List<Subscription> all() {
    return List.copyOf(running().values());
  }

  synchronized Subscription get(String id) {
    Subscription subscription = running().get(id);
    if (subscription == null) {
      throw Refusal.noSuchSubscription();
    }
    return subscription;
  }

  synchronized Optional<Subscription> find(WebhookEventType eventType, WebhookDataType dataType) {
    return running().values().stream()
        .filter(subscription -> subscription.isFor(eventType, dataType))
        .findFirst();
  }

  synchronized void refuseDuplicate(Subscription subscription) {
    if (running().values().stream().anyMatch(subscription::duplicates)) {
      throw Refusal.duplicateSubscription();
    }
  }

  /** Keeps a subscription unless another one is for the same events. */
  synchronized Subscription keep(Subscription subscription) {
    refuseDuplicate(subscription);
    byId.put(subscription.id(), subscription);
    return subscription;
  }

  synchronized void remove(String id) {
    byId.remove(id);
  }

  private Map<String, Subscription> running() {
    byId.values().removeIf(subscription -> !subscription.expiration().isAfter(clock.instant()));
    return byId;
  }
}
