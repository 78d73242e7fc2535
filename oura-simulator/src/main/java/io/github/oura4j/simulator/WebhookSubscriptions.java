// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes under {@code /v2/webhook/subscription}, kept in memory. */
final class WebhookSubscriptions {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final DocumentIds IDS = new DocumentIds(0, "webhook subscription");

  private final Application application;
  private final Clock clock;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private int created;

  WebhookSubscriptions(Application application, Clock clock) {
    this.application = application;
    this.clock = clock;
  }

  /** Answers for what the path goes on with: nothing, an id, or {@code renew} and an id. */
  synchronized Answer answer(Asked asked, List<String> rest) {
    boolean renews = rest.size() == 2 && rest.get(0).equals("renew");
    if (rest.size() > 1 && !renews) {
      throw Refusal.noSuchPath();
    }
    authenticate(asked);
    if (rest.isEmpty()) {
      return collection(asked);
    }
    String id = rest.get(rest.size() - 1);
    return renews ? renew(asked, id) : single(asked, id);
  }

  private void authenticate(Asked asked) {
    boolean idIsRight =
        asked.header("x-client-id").filter(application.clientId()::equals).isPresent();
    boolean secretIsRight =
        asked.header("x-client-secret").filter(application.clientSecret()::equals).isPresent();
    if (!idIsRight || !secretIsRight) {
      throw Refusal.unauthorised();
    }
  }

  private Answer collection(Asked asked) {
    return switch (asked.method()) {
      case "GET" -> Answer.ok(subscriptions.values().stream().map(Subscription::json).toList());
      case "POST" -> create(SubscriptionBody.parse(asked.body()));
      default -> throw Refusal.methodNotAllowed();
    };
  }

  private Answer single(Asked asked, String id) {
    return switch (asked.method()) {
      case "GET" -> Answer.ok(find(id).json());
      case "PUT" -> update(find(id), SubscriptionBody.parse(asked.body()));
      case "DELETE" -> delete(find(id));
      default -> throw Refusal.methodNotAllowed();
    };
  }

  private Answer create(SubscriptionBody body) {
    body.verificationToken();
    Subscription subscription =
        new Subscription(
            IDS.of(LocalDate.EPOCH.plusDays(created), 0),
            body.callbackUrl().orElseThrow(() -> SubscriptionBody.missing("callback_url")),
            body.eventType().orElseThrow(() -> SubscriptionBody.missing("event_type")),
            body.dataType().orElseThrow(() -> SubscriptionBody.missing("data_type")),
            expiration(),
            created % 2 == 0);
    ObjectNode json = keep(subscription);
    created++;
    return new Answer(201, json);
  }

  private Answer update(Subscription former, SubscriptionBody body) {
    body.verificationToken();
    return Answer.ok(
        keep(
            new Subscription(
                former.id(),
                body.callbackUrl().orElse(former.callbackUrl()),
                body.eventType().orElse(former.eventType()),
                body.dataType().orElse(former.dataType()),
                former.expiration(),
                former.tellsZone())));
  }

  private Answer renew(Asked asked, String id) {
    if (!asked.is("PUT")) {
      throw Refusal.methodNotAllowed();
    }
    return Answer.ok(keep(find(id).expiringAt(expiration())));
  }

  private Answer delete(Subscription subscription) {
    subscriptions.remove(subscription.id());
    return new Answer(204, null);
  }

  private Subscription find(String id) {
    Subscription subscription = subscriptions.get(id);
    if (subscription == null) {
      throw Refusal.noSuchSubscription();
    }
    return subscription;
  }

  /** Keeps a subscription unless another one is for the same events. */
  private ObjectNode keep(Subscription subscription) {
    if (subscriptions.values().stream().anyMatch(subscription::duplicates)) {
      throw Refusal.duplicateSubscription();
    }
    subscriptions.put(subscription.id(), subscription);
    return subscription.json();
  }

  private Instant expiration() {
    return clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * A subscription.
   *
   * @param tellsZone whether its time stamp has a zone; Oura's do not always
   */
  private record Subscription(
      String id,
      String callbackUrl,
      WebhookEventType eventType,
      WebhookDataType dataType,
      Instant expiration,
      boolean tellsZone) {

    boolean duplicates(Subscription other) {
      return !id.equals(other.id)
          && eventType.equals(other.eventType)
          && dataType.equals(other.dataType);
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
}
