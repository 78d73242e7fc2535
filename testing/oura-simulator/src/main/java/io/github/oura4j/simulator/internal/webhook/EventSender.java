// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.internal.http.Json;
import io.github.oura4j.simulator.internal.oauth.RegisteredApplication;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts signed webhook events to callback URLs, with the retries that Oura makes. Thread-safe. */
public final class EventSender {
  private static final int RETRIES = 10;

  private final RegisteredApplication application;
  private final SubscriptionStore subscriptions;
  private final Clock clock;
  private final Duration retryPeriod;
  private final boolean duplicates;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /**
   * Creates a sender.
   *
   * @param retryPeriod the time over which all retries of an event are spread
   * @param duplicates whether each event is sent once more after it was accepted
   */
  public EventSender(
      RegisteredApplication application,
      SubscriptionStore subscriptions,
      Clock clock,
      Duration retryPeriod,
      boolean duplicates) {
    this.application = application;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.retryPeriod = retryPeriod;
    this.duplicates = duplicates;
  }

  /**
   * Sends an event to the matching subscription, if there is one and its callback URL is on this
   * machine. The future completes when the event is accepted, rejected for good, or this sender
   * closed.
   */
  public CompletableFuture<DeliveryStatuses> send(
      String userId, WebhookEventType eventType, WebhookDataType dataType, String objectId) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_type", eventType);
    event.put("data_type", dataType);
    event.put("object_id", objectId);
    event.put("event_time", clock.instant().toString());
    event.put("user_id", userId);
    return subscriptions
        .find(eventType, dataType)
        .filter(subscription -> subscription.callback().isOnThisMachine())
        .map(subscription -> attempt(subscription, Json.bytes(event), DeliveryStatuses.NONE))
        .orElseGet(() -> CompletableFuture.completedFuture(DeliveryStatuses.NONE));
  }

  /** Cancels all pending retries. */
  public void close() {
    closed.complete(null);
  }

  /**
   * Each attempt gets a new signature, because the signature covers the time of the attempt, in
   * Unix milliseconds.
   */
  private CompletableFuture<DeliveryStatuses> attempt(
      Subscription subscription, byte[] body, DeliveryStatuses earlier) {
    String timestamp = String.valueOf(clock.instant().toEpochMilli());
    return subscription
        .callback()
        .post(
            body,
            Map.of("x-oura-timestamp", timestamp, "x-oura-signature", signature(timestamp, body)))
        .thenCompose(status -> retryIfNeeded(subscription, body, earlier.plus(status)));
  }

  private CompletableFuture<DeliveryStatuses> retryIfNeeded(
      Subscription subscription, byte[] body, DeliveryStatuses statuses) {
    if (statuses.isCanceled()) {
      subscriptions.remove(subscription.id());
    }
    boolean isFinal = isDone(statuses) || statuses.isCanceled() || statuses.attempts() > RETRIES;
    if (isFinal || closed.isDone()) {
      return CompletableFuture.completedFuture(statuses);
    }
    return delayUnlessClosed(delayAfter(statuses.attempts()))
        .thenCompose(
            ignored ->
                closed.isDone()
                    ? CompletableFuture.completedFuture(statuses)
                    : attempt(subscription, body, statuses));
  }

  private boolean isDone(DeliveryStatuses statuses) {
    return statuses.isAccepted() && (!duplicates || statuses.acceptances() > 1);
  }

  private CompletableFuture<Object> delayUnlessClosed(Duration delay) {
    Executor delayed = CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    return CompletableFuture.anyOf(CompletableFuture.runAsync(() -> {}, delayed), closed);
  }

  /** The delays double from one retry to the next, and add up to the retry period. */
  private Duration delayAfter(int attempts) {
    return retryPeriod.dividedBy((1L << RETRIES) - 1).multipliedBy(1L << (attempts - 1));
  }

  private String signature(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = application.clientSecret().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(
          "HmacSHA256 is missing, although every Java has to provide it");
    }
  }
}
