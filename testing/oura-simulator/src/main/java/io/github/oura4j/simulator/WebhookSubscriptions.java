// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The routes under {@code /v2/webhook/subscription}. */
final class WebhookSubscriptions {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final DocumentIds IDS = new DocumentIds(0, "webhook subscription");

  private final Application application;
  private final Clock clock;
  private final Subscriptions subscriptions;
  private final AtomicInteger created = new AtomicInteger();

  WebhookSubscriptions(Application application, Clock clock, Subscriptions subscriptions) {
    this.application = application;
    this.clock = clock;
    this.subscriptions = subscriptions;
  }

  /** Answers for what the path goes on with: nothing, an id, or {@code renew} and an id. */
  Answer answer(Asked asked, List<String> rest) {
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
      case "GET" -> Answer.ok(subscriptions.all().stream().map(Subscription::json).toList());
      case "POST" -> create(SubscriptionBody.parse(asked.body()));
      default -> throw Refusal.methodNotAllowed();
    };
  }

  private Answer single(Asked asked, String id) {
    return switch (asked.method()) {
      case "GET" -> Answer.ok(subscriptions.get(id).json());
      case "PUT" -> update(subscriptions.get(id), SubscriptionBody.parse(asked.body()));
      case "DELETE" -> delete(subscriptions.get(id));
      default -> throw Refusal.methodNotAllowed();
    };
  }

  private Answer create(SubscriptionBody body) {
    String verificationToken = body.verificationToken();
    int number = created.getAndIncrement();
    Subscription subscription =
        new Subscription(
            IDS.of(LocalDate.EPOCH.plusDays(number), 0),
            body.callbackUrl().orElseThrow(() -> SubscriptionBody.missing("callback_url")),
            body.eventType().orElseThrow(() -> SubscriptionBody.missing("event_type")),
            body.dataType().orElseThrow(() -> SubscriptionBody.missing("data_type")),
            expiration(),
            number % 2 == 0);
    return new Answer(201, keepVerified(subscription, verificationToken).json());
  }

  private Answer update(Subscription former, SubscriptionBody body) {
    String verificationToken = body.verificationToken();
    Subscription changed =
        new Subscription(
            former.id(),
            body.callbackUrl().orElse(former.callbackUrl()),
            body.eventType().orElse(former.eventType()),
            body.dataType().orElse(former.dataType()),
            former.expiration(),
            former.tellsZone());
    return Answer.ok(keepVerified(changed, verificationToken).json());
  }

  /** The callback has to want it. It may ask for subscriptions itself before it answers. */
  private Subscription keepVerified(Subscription subscription, String verificationToken) {
    subscriptions.refuseDuplicate(subscription);
    Callback callback = Callback.of(subscription.callbackUrl());
    if (callback.isOnThisMachine() && !callback.answersChallenge(verificationToken)) {
      throw Refusal.failedChallenge();
    }
    return subscriptions.keep(subscription);
  }

  private Answer renew(Asked asked, String id) {
    if (!asked.is("PUT")) {
      throw Refusal.methodNotAllowed();
    }
    Subscription renewed = subscriptions.get(id).expiringAt(expiration());
    return Answer.ok(subscriptions.keep(renewed).json());
  }

  private Answer delete(Subscription subscription) {
    subscriptions.remove(subscription.id());
    return new Answer(204, null);
  }

  private Instant expiration() {
    return clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
  }
}
