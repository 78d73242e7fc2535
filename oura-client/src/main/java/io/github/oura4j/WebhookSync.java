// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.AppOutdatedException;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ConflictException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncException;
import io.github.oura4j.webhook.WebhookSyncResult;
import io.github.oura4j.webhook.WebhookTopic;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run that brings the subscriptions to what is wanted. A failure of one topic does not keep the
 * others from being tried, unless it would meet them too. Not safe across threads.
 */
final class WebhookSync {
  private final Webhooks webhooks;
  private final String callback;
  private final WebhookSubscriptionPlan wanted;

  private final List<WebhookSubscription> created = new ArrayList<>();
  private final List<WebhookSubscription> updated = new ArrayList<>();
  private final List<WebhookSubscription> renewed = new ArrayList<>();
  private final List<WebhookSubscription> deleted = new ArrayList<>();
  private final List<WebhookSubscription> unchanged = new ArrayList<>();
  private final Map<WebhookTopic, OuraException> failures = new LinkedHashMap<>();

  WebhookSync(Webhooks webhooks, String callback, WebhookSubscriptionPlan wanted) {
    this.webhooks = webhooks;
    this.callback = callback;
    this.wanted = wanted;
  }

  WebhookSyncResult run() {
    List<Step> steps = steps(webhooks.list());
    List<WebhookTopic> notAttempted = new ArrayList<>(steps.stream().map(Step::topic).toList());
    for (Step step : steps) {
      notAttempted.remove(0);
      try {
        step.action().run();
      } catch (OuraException failure) {
        failures.putIfAbsent(step.topic(), failure);
        if (!concernsOneSubscription(failure)) {
          break;
        }
      }
    }
    WebhookSyncResult done = new WebhookSyncResult(created, updated, renewed, deleted, unchanged);
    if (!failures.isEmpty()) {
      throw new WebhookSyncException(done, failures, notAttempted);
    }
    return done;
  }

  /** What to do for a topic. */
  private record Step(WebhookTopic topic, Runnable action) {}

  /** First what is wanted, then what is left over. What lacks its id or topic is left alone. */
  private List<Step> steps(List<WebhookSubscription> existing) {
    Map<WebhookTopic, WebhookSubscription> found = new LinkedHashMap<>();
    List<Step> deletions = new ArrayList<>();
    for (WebhookSubscription subscription : existing) {
      topic(subscription)
          .ifPresent(
              topic -> {
                boolean isWanted = wanted.topics().contains(topic);
                if (!isWanted || found.putIfAbsent(topic, subscription) != null) {
                  deletions.add(new Step(topic, () -> delete(subscription)));
                }
              });
    }
    List<Step> steps = new ArrayList<>();
    wanted
        .topics()
        .forEach(topic -> steps.add(new Step(topic, () -> have(topic, found.get(topic)))));
    if (wanted.deletesOthers()) {
      steps.addAll(deletions);
    }
    return steps;
  }

  private void have(WebhookTopic topic, @Nullable WebhookSubscription existing) {
    if (existing == null || !isKept(existing)) {
      create(topic);
    }
  }

  private void create(WebhookTopic topic) {
    try {
      created.add(
          webhooks.create(
              NewWebhookSubscription.builder()
                  .callbackUrl(callback)
                  .eventType(topic.eventType())
                  .dataType(topic.dataType())
                  .verificationToken(wanted.verificationToken())
                  .build()));
    } catch (ConflictException madeMeanwhile) {
      boolean isKept =
          webhooks.list().stream()
              .filter(subscription -> topic(subscription).filter(topic::equals).isPresent())
              .findFirst()
              .filter(this::isKept)
              .isPresent();
      if (!isKept) {
        throw madeMeanwhile;
      }
    }
  }

  /** Moves and renews a subscription as needed; false when it has ended meanwhile. */
  private boolean isKept(WebhookSubscription subscription) {
    String id = String.valueOf(subscription.id());
    boolean isMoved = !callback.equals(subscription.callbackUrl());
    WebhookSubscription current = subscription;
    try {
      if (isMoved) {
        current =
            webhooks.update(
                id,
                WebhookSubscriptionUpdate.builder()
                    .callbackUrl(callback)
                    .verificationToken(wanted.verificationToken())
                    .build());
        updated.add(current);
      }
      if (endsSoon(current)) {
        renewed.add(webhooks.renew(id));
      } else if (!isMoved) {
        unchanged.add(subscription);
      }
      return true;
    } catch (PermissionException ended) {
      return false;
    }
  }

  private void delete(WebhookSubscription subscription) {
    try {
      webhooks.delete(String.valueOf(subscription.id()));
      deleted.add(subscription);
    } catch (PermissionException goneAlready) {
      // as wanted, by somebody else
    }
  }

  private boolean endsSoon(WebhookSubscription subscription) {
    OffsetDateTime end = subscription.expirationTime();
    return end != null
        && end.isBefore(
            wanted.clock().instant().plus(wanted.renewWithin()).atOffset(ZoneOffset.UTC));
  }

  private static Optional<WebhookTopic> topic(WebhookSubscription subscription) {
    return subscription.id() == null
            || subscription.eventType() == null
            || subscription.dataType() == null
        ? Optional.empty()
        : Optional.of(new WebhookTopic(subscription.eventType(), subscription.dataType()));
  }

  private static boolean concernsOneSubscription(OuraException failure) {
    return failure instanceof OuraApiException answer
        && answer.status() / 100 == 4
        && !(answer instanceof AuthenticationException)
        && !(answer instanceof AppOutdatedException)
        && !(answer instanceof RateLimitedException);
  }
}
