// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts signed events to callbacks, as often and for as long as Oura does. */
final class EventSender {
  private static final int RETRIES = 10;

  private final Application application;
  private final Subscriptions subscriptions;
  private final Clock clock;
  private final Duration retriesWithin;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  EventSender(
      Application application, Subscriptions subscriptions, Clock clock, Duration retriesWithin) {
    this.application = application;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.retriesWithin = retriesWithin;
  }

  CompletableFuture<EventDelivery> send(
      String userId, WebhookEventType eventType, WebhookDataType dataType, String objectId) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_type", eventType);
    event.put("data_type", dataType);
    event.put("object_id", objectId);
    event.put("event_time", clock.instant().toString());
    event.put("user_id", userId);
    return subscriptions
        .find(eventType, dataType)
        .filter(subscription -> Callback.of(subscription.callbackUrl()).isOnThisMachine())
        .map(subscription -> attempt(subscription, Json.bytes(event), List.of()))
        .orElseGet(() -> CompletableFuture.completedFuture(new EventDelivery(List.of())));
  }

  /** Ends the retries that are still to come. */
  void close() {
    closed.complete(null);
  }

  /** Each attempt is signed anew, with the time it is made at. */
  private CompletableFuture<EventDelivery> attempt(
      Subscription subscription, byte[] body, List<Integer> before) {
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    return Callback.of(subscription.callbackUrl())
        .post(
            body,
            Map.of("x-oura-timestamp", timestamp, "x-oura-signature", signature(timestamp, body)))
        .thenCompose(status -> goOn(subscription, body, with(before, status)));
  }

  private CompletableFuture<EventDelivery> goOn(
      Subscription subscription, byte[] body, List<Integer> statuses) {
    EventDelivery delivery = new EventDelivery(statuses);
    if (delivery.isCanceled()) {
      subscriptions.remove(subscription.id());
    }
    boolean isOver = delivery.isAccepted() || delivery.isCanceled() || statuses.size() > RETRIES;
    if (isOver || closed.isDone()) {
      return CompletableFuture.completedFuture(delivery);
    }
    return pauseOrClosing(pauseAfter(statuses.size()))
        .thenCompose(
            over ->
                closed.isDone()
                    ? CompletableFuture.completedFuture(delivery)
                    : attempt(subscription, body, statuses));
  }

  private CompletableFuture<Object> pauseOrClosing(Duration pause) {
    Executor later = CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS);
    return CompletableFuture.anyOf(CompletableFuture.runAsync(() -> {}, later), closed);
  }

  /** Each pause is twice the one before, and all of them together are the time for retries. */
  private Duration pauseAfter(int attempts) {
    return retriesWithin.dividedBy((1L << RETRIES) - 1).multipliedBy(1L << (attempts - 1));
  }

  private String signature(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = application.clientSecret().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA256");
    }
  }

  private static List<Integer> with(List<Integer> statuses, int status) {
    List<Integer> more = new ArrayList<>(statuses);
    more.add(status);
    return more;
  }
}
