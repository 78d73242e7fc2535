// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The webhook subscriptions that an application needs, for {@code Webhooks.ensure}, which creates
 * the missing ones, updates those with another callback URL, and renews those that expire soon.
 *
 * <p>Immutable: each method returns a new plan.
 *
 * <pre>{@code
 * WebhookSubscriptionPlan.withVerificationToken(verificationToken)
 *     .on(WebhookEventType.CREATE, WebhookDataType.SLEEP, WebhookDataType.WORKOUT)
 *     .on(WebhookEventType.UPDATE, WebhookDataType.SLEEP)
 * }</pre>
 *
 * @param verificationToken the token that Oura presents when it challenges the callback URL
 * @param topics the topics to subscribe to, in the order in which subscriptions are created
 * @param renewWithin how long before its expiration a subscription is renewed
 * @param deletesOthers whether the application's subscriptions to other topics are deleted
 * @param clock the clock that expiration times are compared with
 */
public record WebhookSubscriptionPlan(
    String verificationToken,
    Set<WebhookTopic> topics,
    Duration renewWithin,
    boolean deletesOthers,
    Clock clock) {

  /**
   * Creates a plan. Prefer {@link #withVerificationToken}: this constructor changes when a setting
   * is added.
   *
   * @param verificationToken the token that Oura presents
   * @param topics the topics to subscribe to
   * @param renewWithin how long before its expiration a subscription is renewed
   * @param deletesOthers whether subscriptions to other topics are deleted
   * @param clock the clock that expiration times are compared with
   * @throws IllegalArgumentException if the verification token is blank, or {@code renewWithin} is
   *     negative
   */
  public WebhookSubscriptionPlan {
    if (verificationToken == null || verificationToken.isBlank()) {
      throw new IllegalArgumentException(
          "The verification token is blank. Use a text that cannot be guessed, and the same one in"
              + " the WebhookReceiver of the callback URL.");
    }
    if (renewWithin.isNegative()) {
      throw new IllegalArgumentException(
          "renewWithin must not be negative, but is " + renewWithin + ".");
    }
    topics = Collections.unmodifiableSet(new LinkedHashSet<>(topics));
    Objects.requireNonNull(clock, "clock");
  }

  /**
   * Returns a plan without topics. By default, subscriptions are renewed within 7 days of their
   * expiration, and subscriptions to other topics are kept.
   *
   * @param verificationToken a text of your choice that cannot be guessed. Configure the {@link
   *     WebhookReceiver} of the callback URL with the same one
   * @return a plan without topics
   * @throws IllegalArgumentException if the token is blank
   */
  public static WebhookSubscriptionPlan withVerificationToken(String verificationToken) {
    return new WebhookSubscriptionPlan(
        verificationToken, Set.of(), Duration.ofDays(7), false, Clock.systemUTC());
  }

  /**
   * Adds topics: one event type for one or more data types.
   *
   * @param eventType the event type
   * @param dataTypes the data types of the documents
   * @return a plan with these topics added
   */
  public WebhookSubscriptionPlan on(WebhookEventType eventType, WebhookDataType... dataTypes) {
    Set<WebhookTopic> extended = new LinkedHashSet<>(topics);
    for (WebhookDataType dataType : dataTypes) {
      extended.add(new WebhookTopic(eventType, dataType));
    }
    return new WebhookSubscriptionPlan(
        verificationToken, extended, renewWithin, deletesOthers, clock);
  }

  /**
   * Sets how long before its expiration a subscription is renewed. The default is 7 days. Call
   * {@code ensure} at shorter intervals than this, or subscriptions can expire in between.
   *
   * @param margin zero or a positive duration
   * @return a plan with this margin
   * @throws IllegalArgumentException if the margin is negative
   */
  public WebhookSubscriptionPlan renewWithin(Duration margin) {
    return new WebhookSubscriptionPlan(verificationToken, topics, margin, deletesOthers, clock);
  }

  /**
   * Deletes the application's subscriptions to all topics that are not in this plan, regardless of
   * their callback URL. By default, they are kept.
   *
   * @return a plan that deletes other subscriptions
   */
  public WebhookSubscriptionPlan deleteOthers() {
    return new WebhookSubscriptionPlan(verificationToken, topics, renewWithin, true, clock);
  }

  /**
   * Sets the clock that expiration times are compared with. The default is the system clock.
   *
   * @param newClock the clock; its time zone is ignored
   * @return a plan with this clock
   */
  public WebhookSubscriptionPlan withClock(Clock newClock) {
    return new WebhookSubscriptionPlan(
        verificationToken, topics, renewWithin, deletesOthers, newClock);
  }

  /** Returns the topics, but not the verification token, which is a secret. */
  @Override
  public String toString() {
    return "WebhookSubscriptionPlan" + topics;
  }
}
