// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.oauth.RegisteredApplication;
import io.github.oura4j.simulator.internal.random.DocumentIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The routes below {@code /v2/webhook/subscription}, which create and change subscriptions. */
public final class WebhookRoutes {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final DocumentIds IDS = new DocumentIds(0, "webhook subscription");

  private final RegisteredApplication application;
  private final Clock clock;
  private final SubscriptionStore subscriptions;
  private final Map<WebhookDataType, CreationFault> creationFaults;
  private final AtomicInteger created = new AtomicInteger();

  /**
   * Creates the routes.
   *
   * @param creationFaults how the creation of subscriptions fails, by their data type
   */
  public WebhookRoutes(
      RegisteredApplication application,
      Clock clock,
      SubscriptionStore subscriptions,
      Map<WebhookDataType, CreationFault> creationFaults) {
    this.application = application;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.creationFaults = Map.copyOf(creationFaults);
  }

  /**
   * Responds to a request for all subscriptions or a single one.
   *
   * @param rest the rest of the path: nothing, an id, or {@code renew} and an id
   */
  public SimulatedResponse respondTo(SimulatedRequest request, List<String> rest) {
    boolean isRenewal = rest.size() == 2 && rest.get(0).equals("renew");
    if (rest.size() > 1 && !isRenewal) {
      throw ErrorResponse.unknownPath();
    }
    authenticate(request);
    if (rest.isEmpty()) {
      return collection(request);
    }
    String id = rest.get(rest.size() - 1);
    return isRenewal ? renew(request, id) : single(request, id);
  }

  private void authenticate(SimulatedRequest request) {
    boolean hasClientId =
        request.header("x-client-id").filter(application.clientId()::equals).isPresent();
    boolean hasClientSecret =
        request.header("x-client-secret").filter(application.clientSecret()::equals).isPresent();
    if (!hasClientId || !hasClientSecret) {
      throw ErrorResponse.unauthorized();
    }
  }

  private SimulatedResponse collection(SimulatedRequest request) {
    return switch (request.method()) {
      case "GET" ->
          SimulatedResponse.ok(subscriptions.all().stream().map(Subscription::json).toList());
      case "POST" -> create(SubscriptionRequest.parse(request.body()));
      default -> throw ErrorResponse.methodNotAllowed();
    };
  }

  private SimulatedResponse single(SimulatedRequest request, String id) {
    return switch (request.method()) {
      case "GET" -> SimulatedResponse.ok(subscriptions.get(id).json());
      case "PUT" -> update(subscriptions.get(id), SubscriptionRequest.parse(request.body()));
      case "DELETE" -> delete(subscriptions.get(id));
      default -> throw ErrorResponse.methodNotAllowed();
    };
  }

  /** Every second subscription shows an expiration time without a zone, as Oura sometimes does. */
  private SimulatedResponse create(SubscriptionRequest body) {
    String verificationToken = body.verificationToken();
    int number = created.getAndIncrement();
    Subscription subscription =
        new Subscription(
            IDS.of(LocalDate.EPOCH.plusDays(number), 0),
            body.callbackUrl().orElseThrow(() -> SubscriptionRequest.missing("callback_url")),
            body.eventType().orElseThrow(() -> SubscriptionRequest.missing("event_type")),
            body.dataType().orElseThrow(() -> SubscriptionRequest.missing("data_type")),
            expiration(),
            number % 2 == 0);
    CreationFault fault = creationFaults.get(subscription.dataType());
    if (fault == null || fault.createsSubscription()) {
      saveVerified(subscription, verificationToken);
    }
    return fault == null
        ? new SimulatedResponse(201, subscription.json())
        : fault.response(subscription, verificationToken);
  }

  private SimulatedResponse update(Subscription previous, SubscriptionRequest body) {
    String verificationToken = body.verificationToken();
    Subscription updated =
        new Subscription(
            previous.id(),
            body.callbackUrl().orElse(previous.callbackUrl()),
            body.eventType().orElse(previous.eventType()),
            body.dataType().orElse(previous.dataType()),
            previous.expiration(),
            previous.showsZone());
    return SimulatedResponse.ok(saveVerified(updated, verificationToken).json());
  }

  /**
   * Saves a subscription after its callback confirmed the challenge. No lock is held meanwhile,
   * because the callback may itself call these routes before it responds.
   */
  private Subscription saveVerified(Subscription subscription, String verificationToken) {
    subscriptions.checkNoConflict(subscription);
    CallbackEndpoint callback = subscription.callback();
    if (callback.isOnThisMachine() && !callback.confirmsChallenge(verificationToken)) {
      throw ErrorResponse.failedChallenge();
    }
    return subscriptions.save(subscription);
  }

  private SimulatedResponse renew(SimulatedRequest request, String id) {
    if (!request.hasMethod("PUT")) {
      throw ErrorResponse.methodNotAllowed();
    }
    Subscription renewed = subscriptions.get(id).expiringAt(expiration());
    return SimulatedResponse.ok(subscriptions.save(renewed).json());
  }

  private SimulatedResponse delete(Subscription subscription) {
    subscriptions.remove(subscription.id());
    return new SimulatedResponse(204, null);
  }

  private Instant expiration() {
    return clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
  }
}
