// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.AppOutdatedException;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ConflictException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.error.RateLimitedException;
import io.github.oura4j.error.ServerException;
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
 * Synchronizes the webhook subscriptions of an application with a plan. Used for one run only.
 *
 * <p>If a change fails for one topic, the others are still attempted, unless the failure would
 * affect them too. Not safe for use by multiple threads.
 */
final class WebhookSync {
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Webhooks webhooks;
  private final String callbackUrl;
  private final WebhookSubscriptionPlan plan;

  private final List<WebhookSubscription> created = new ArrayList<>();
  private final List<WebhookSubscription> updated = new ArrayList<>();
  private final List<WebhookSubscription> renewed = new ArrayList<>();
  private final List<WebhookSubscription> deleted = new ArrayList<>();
  private final List<WebhookSubscription> unchanged = new ArrayList<>();
  private final Map<WebhookTopic, OuraException> failures = new LinkedHashMap<>();

  WebhookSync(Webhooks webhooks, String callbackUrl, WebhookSubscriptionPlan plan) {
    this.webhooks = webhooks;
    this.callbackUrl = callbackUrl;
    this.plan = plan;
  }

  /**
   * Makes the changes.
   *
   * @throws WebhookSyncException if only some of the changes could be made
   */
  WebhookSyncResult run() {
    List<Step> steps = steps(webhooks.list());
    List<WebhookTopic> notAttempted = new ArrayList<>(steps.stream().map(Step::topic).toList());
    for (Step step : steps) {
      notAttempted.remove(0);
      try {
        step.action().run();
      } catch (OuraException failure) {
        failures.putIfAbsent(step.topic(), failure);
        if (!affectsOneSubscription(failure)) {
          break;
        }
      }
    }
    WebhookSyncResult result = new WebhookSyncResult(created, updated, renewed, deleted, unchanged);
    if (!failures.isEmpty()) {
      throw new WebhookSyncException(result, failures, notAttempted);
    }
    return result;
  }

  /** A change to make for a topic. */
  private record Step(WebhookTopic topic, Runnable action) {}

  /**
   * Returns the steps to take: first one for each planned topic, then the deletions. Subscriptions
   * without an id, event type or data type are left alone.
   */
  private List<Step> steps(List<WebhookSubscription> existing) {
    Map<WebhookTopic, WebhookSubscription> planned = new LinkedHashMap<>();
    List<Step> deletions = new ArrayList<>();
    for (WebhookSubscription subscription : existing) {
      topic(subscription)
          .ifPresent(
              topic -> {
                boolean isPlanned = plan.topics().contains(topic);
                if (!isPlanned || planned.putIfAbsent(topic, subscription) != null) {
                  deletions.add(new Step(topic, () -> delete(subscription)));
                }
              });
    }
    List<Step> steps = new ArrayList<>();
    plan.topics()
        .forEach(topic -> steps.add(new Step(topic, () -> ensure(topic, planned.get(topic)))));
    if (plan.deletesOthers()) {
      steps.addAll(deletions);
    }
    return steps;
  }

  private void ensure(WebhookTopic topic, @Nullable WebhookSubscription existing) {
    if (existing == null || !updateAndRenew(existing)) {
      create(topic);
    }
  }

  private void create(WebhookTopic topic) {
    try {
      created.add(
          webhooks.create(
              NewWebhookSubscription.builder()
                  .callbackUrl(callbackUrl)
                  .eventType(topic.eventType())
                  .dataType(topic.dataType())
                  .verificationToken(plan.verificationToken())
                  .build()));
    } catch (ConflictException createdMeanwhile) {
      boolean isUpToDate =
          webhooks.list().stream()
              .filter(subscription -> topic(subscription).filter(topic::equals).isPresent())
              .findFirst()
              .filter(this::updateAndRenew)
              .isPresent();
      if (!isUpToDate) {
        throw createdMeanwhile;
      }
    }
  }

  /**
   * Updates and renews a subscription as needed. Returns false if it has been deleted or has
   * expired meanwhile.
   */
  private boolean updateAndRenew(WebhookSubscription subscription) {
    boolean hasOtherCallback = !callbackUrl.equals(subscription.callbackUrl());
    WebhookSubscription current = subscription;
    if (!hasOtherCallback && !expiresSoon(subscription)) {
      unchanged.add(subscription);
      return true;
    }
    String id = id(subscription);
    try {
      if (hasOtherCallback) {
        current = update(id);
        updated.add(current);
      }
      if (expiresSoon(current)) {
        renewed.add(webhooks.renew(id));
      }
      return true;
    } catch (PermissionException noLongerExists) {
      return false;
    }
  }

  /** Changes the callback URL of a subscription, which has another one. */
  private WebhookSubscription update(String id) {
    try {
      return webhooks.update(
          id,
          WebhookSubscriptionUpdate.builder()
              .callbackUrl(callbackUrl)
              .verificationToken(plan.verificationToken())
              .build());
    } catch (ServerException | OuraIoException failure) {
      if (!affectsOneSubscription(failure)) {
        throw failure;
      }
      return updatedDespite(failure, id);
    }
  }

  /** Oura may complete an update whose response is lost; then the new callback URL is listed. */
  private WebhookSubscription updatedDespite(OuraException failure, String id) {
    List<WebhookSubscription> subscriptions;
    try {
      subscriptions = webhooks.list();
    } catch (OuraException notListed) {
      // The first failure says more.
      throw failure;
    }
    return subscriptions.stream()
        .filter(listed -> id.equals(listed.id()) && callbackUrl.equals(listed.callbackUrl()))
        .findFirst()
        .orElseThrow(() -> failure);
  }

  private void delete(WebhookSubscription subscription) {
    try {
      webhooks.delete(id(subscription));
      deleted.add(subscription);
    } catch (PermissionException alreadyDeleted) {
      // The result is the same.
    }
  }

  private static String id(WebhookSubscription subscription) {
    return ReceivedId.check(subscription.id(), "A webhook subscription");
  }

  private boolean expiresSoon(WebhookSubscription subscription) {
    OffsetDateTime expiration = subscription.expirationTime();
    return expiration != null
        && expiration.isBefore(
            plan.clock().instant().plus(plan.renewWithin()).atOffset(ZoneOffset.UTC));
  }

  private static Optional<WebhookTopic> topic(WebhookSubscription subscription) {
    return subscription.id() == null
            || subscription.eventType() == null
            || subscription.dataType() == null
        ? Optional.empty()
        : Optional.of(new WebhookTopic(subscription.eventType(), subscription.dataType()));
  }

  /** Returns whether the other topics may still succeed. */
  private static boolean affectsOneSubscription(OuraException failure) {
    if (failure instanceof OuraApiException response) {
      return response.status() != SERVICE_UNAVAILABLE
          && response.status() / 100 >= 4
          && !(response instanceof AuthenticationException)
          && !(response instanceof AppOutdatedException)
          && !(response instanceof RateLimitedException);
    }
    return failure instanceof OuraDecodingException
        || (failure instanceof OuraIoException io && !io.isUnsent());
  }
}
