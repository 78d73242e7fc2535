// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.WebhookDocuments;
import io.github.oura4j.Webhooks;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.webhook.WebhookEvent;
import io.github.oura4j.webhook.WebhookReceiver;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncResult;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Subscribes to nights and workouts, receives what happens to them, and fetches the documents. Ends
 * after three events, and takes the subscriptions back that it made.
 */
final class WebhookEvents implements Example {
  private static final int EVENTS = 3;
  private static final int TOKEN_BYTES = 24;

  @Override
  public void run(List<String> arguments, Surroundings surroundings) {
    String verificationToken = randomToken();
    BlockingQueue<WebhookEvent> events = new LinkedBlockingQueue<>();
    try (WebhookSetting setting = WebhookSetting.open(arguments, surroundings);
        WebhookCallback callback =
            WebhookCallback.listen(
                setting.port(),
                WebhookReceiver.builder()
                    .clientSecret(setting.clientSecret())
                    .verificationToken(verificationToken)
                    .build(),
                events::add)) {
      URI address =
          Objects.requireNonNullElseGet(
              setting.publicCallback(),
              () -> URI.create("http://localhost:" + callback.port() + "/"));
      WebhookSubscriptionPlan wanted =
          WebhookSubscriptionPlan.withVerificationToken(verificationToken)
              .on(
                  WebhookEventType.CREATE,
                  WebhookDataType.SLEEP,
                  WebhookDataType.DAILY_SLEEP,
                  WebhookDataType.WORKOUT);
      OuraClient oura = setting.client();
      refuseToMoveOthers(oura.webhooks(), address);
      WebhookSyncResult subscribed = oura.webhooks().ensure(address, wanted);
      try {
        surroundings.out().println("Subscriptions: " + subscribed);
        setting.happen();
        show(events, oura, surroundings.out());
      } finally {
        subscribed.created().stream()
            .map(WebhookSubscription::id)
            .forEach(id -> oura.webhooks().delete(String.valueOf(id)));
      }
    }
  }

  /** The subscriptions of a program at work stay where they are. */
  private static void refuseToMoveOthers(Webhooks webhooks, URI address) {
    if (webhooks.list().stream()
        .anyMatch(subscription -> !address.toString().equals(subscription.callbackUrl()))) {
      throw new IllegalArgumentException(
          "The application has subscriptions that go to another callback, and this program could"
              + " take them away from it. Try it with another application, or end them first.");
    }
  }

  /** The events were answered when they came; what takes longer is done here. */
  private static void show(BlockingQueue<WebhookEvent> events, OuraClient oura, PrintStream out) {
    for (int i = 0; i < EVENTS; i++) {
      WebhookEvent event = next(events);
      out.println(event.eventType() + " " + event.dataType() + ": " + describe(event, oura));
    }
  }

  private static String describe(WebhookEvent event, OuraClient oura) {
    try {
      return WebhookDocuments.defaults()
          .fetch(oura, event)
          .map(WebhookEvents::describe)
          .orElse("nothing to fetch");
    } catch (NotFoundException e) {
      return "no such document, or another person's";
    }
  }

  private static String describe(Document document) {
    return document.getClass().getSimpleName() + " of " + document.firstDay();
  }

  private static WebhookEvent next(BlockingQueue<WebhookEvent> events) {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException("The program was interrupted while it waited for events.");
    }
  }

  private static String randomToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
