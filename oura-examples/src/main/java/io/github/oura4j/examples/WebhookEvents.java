// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.WebhookDocuments;
import io.github.oura4j.Webhooks;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.webhook.WebhookEvent;
import io.github.oura4j.webhook.WebhookReceiver;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncException;
import io.github.oura4j.webhook.WebhookSyncResult;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Subscribes to new sleep and workout documents, receives the webhook events, and fetches the
 * documents that they name. Ends after three events and deletes the subscriptions that it created.
 */
@Command(
    name = "webhooks",
    description = "Receives webhook events, and fetches the documents that they name.")
final class WebhookEvents implements Example {
  private static final int EVENTS = 3;
  private static final int TOKEN_BYTES = 24;

  @Parameters(
      arity = "0..2",
      paramLabel = "[CALLBACK_URL [PORT]]",
      hideParamSyntax = true,
      description = {
        "The public https:// URL that forwards to PORT of this machine (default: 8080).",
        "Only for an application of your own, in OURA_CLIENT_ID and OURA_CLIENT_SECRET."
      })
  private List<String> arguments = new ArrayList<>();

  @Override
  public int run(Context context) {
    String verificationToken = randomToken();
    BlockingQueue<WebhookEvent> events = new LinkedBlockingQueue<>();
    try (WebhookSetup setup = WebhookSetup.open(arguments, context);
        WebhookServer server =
            WebhookServer.listen(
                setup.port(),
                WebhookReceiver.builder()
                    .clientSecret(setup.clientSecret())
                    .verificationToken(verificationToken)
                    .clock(context.clock())
                    .build(),
                events::add)) {
      URI callbackUrl =
          Objects.requireNonNullElseGet(
              setup.publicCallbackUrl(),
              () -> URI.create("http://localhost:" + server.port() + "/"));
      WebhookSubscriptionPlan plan =
          WebhookSubscriptionPlan.withVerificationToken(verificationToken)
              .on(
                  WebhookEventType.CREATE,
                  WebhookDataType.SLEEP,
                  WebhookDataType.DAILY_SLEEP,
                  WebhookDataType.WORKOUT);
      OuraClient oura = setup.client();
      rejectOtherSubscriptions(oura.webhooks(), callbackUrl);
      WebhookSyncResult subscribed = subscribe(oura.webhooks(), callbackUrl, plan, context.err());
      try {
        context.out().println("Subscriptions: " + subscribed);
        setup.deliverSimulatedEvents();
        return show(events, oura, context) == EVENTS ? DONE : DONE_IN_PART;
      } finally {
        delete(subscribed.created(), oura.webhooks(), context.err());
      }
    }
  }

  private static WebhookSyncResult subscribe(
      Webhooks webhooks, URI callbackUrl, WebhookSubscriptionPlan plan, PrintStream err) {
    try {
      return webhooks.ensure(callbackUrl, plan);
    } catch (WebhookSyncException incomplete) {
      delete(incomplete.completed().created(), webhooks, err);
      throw incomplete;
    }
  }

  /** Deletes the subscriptions that this program created, each even if another one fails. */
  private static void delete(
      List<WebhookSubscription> created, Webhooks webhooks, PrintStream err) {
    for (WebhookSubscription subscription : created) {
      try {
        webhooks.delete(String.valueOf(subscription.id()));
      } catch (OuraException | IllegalArgumentException notDeleted) {
        err.println("A subscription could not be deleted: " + notDeleted.getMessage());
      }
    }
  }

  /** Fails when subscriptions exist that this program would redirect away from another receiver. */
  private static void rejectOtherSubscriptions(Webhooks webhooks, URI callbackUrl) {
    if (webhooks.list().stream()
        .anyMatch(subscription -> !callbackUrl.toString().equals(subscription.callbackUrl()))) {
      throw new IllegalArgumentException(
          "The application has subscriptions with another callback URL, which this program would"
              + " redirect to itself. Use another application, or delete them first.");
    }
  }

  /**
   * Fetches the documents here, since the receiver has to acknowledge events quickly.
   *
   * @return the number of events whose documents were not kept back by an error
   */
  private static int show(BlockingQueue<WebhookEvent> events, OuraClient oura, Context context) {
    int shown = 0;
    for (int i = 0; i < EVENTS; i++) {
      WebhookEvent event = next(events);
      try {
        String document = describe(event, oura);
        context.out().println(event.eventType() + " " + event.dataType() + ": " + document);
        shown++;
      } catch (OuraException e) {
        context
            .err()
            .println(
                event.eventType() + " " + event.dataType() + ": not fetched. " + e.getMessage());
      }
    }
    return shown;
  }

  private static String describe(WebhookEvent event, OuraClient oura) {
    try {
      return WebhookDocuments.defaults()
          .fetch(oura, event)
          .map(WebhookEvents::describe)
          .orElse("no document to fetch");
    } catch (NotFoundException e) {
      return "not found, or the document of another person";
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
      throw new OuraInterruptedException("The program was interrupted while waiting for events.");
    }
  }

  private static String randomToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
