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
 * The subscriptions that a program wants. Immutable: each method returns another value.
 *
 * <pre>{@code
 * WebhookSubscriptionPlan.withVerificationToken(verificationToken)
 *     .on(WebhookEventType.CREATE, WebhookDataType.SLEEP, WebhookDataType.WORKOUT)
 *     .on(WebhookEventType.UPDATE, WebhookDataType.SLEEP)
 * }</pre>
 *
 * @param verificationToken what Oura proves itself with when it challenges the callback
 * @param topics what to be told about, in the order to subscribe in
 * @param renewWithin how long before its end a subscription is renewed
 * @param deletesOthers whether the application's other subscriptions are deleted
 * @param clock what the end of a subscription is compared with
 */
public record WebhookSubscriptionPlan(
    String verificationToken,
    Set<WebhookTopic> topics,
    Duration renewWithin,
    boolean deletesOthers,
    Clock clock) {

  /**
   * Makes a value; {@link #withVerificationToken} is the way that stays.
   *
   * @param verificationToken what Oura proves itself with
   * @param topics what to be told about
   * @param renewWithin how long before its end a subscription is renewed
   * @param deletesOthers whether the other subscriptions are deleted
   * @param clock what the end of a subscription is compared with
   * @throws IllegalArgumentException if the verification token is blank, or the margin negative
   */
  public WebhookSubscriptionPlan {
    if (verificationToken == null || verificationToken.isBlank()) {
      throw new IllegalArgumentException(
          "The verification token is blank. Give a text that nobody guesses, the same as to the"
              + " WebhookReceiver of the callback.");
    }
    if (renewWithin.isNegative()) {
      throw new IllegalArgumentException(
          "renewWithin must not be negative, and is " + renewWithin + ".");
    }
    topics = Collections.unmodifiableSet(new LinkedHashSet<>(topics));
    Objects.requireNonNull(clock, "clock");
  }

  /**
   * Begins with no topics, renewal a week before the end, and others left alone.
   *
   * @param verificationToken a text of one's own that nobody guesses; the {@link WebhookReceiver}
   *     of the callback is given the same
   * @return nothing wanted yet
   * @throws IllegalArgumentException if it is blank
   */
  public static WebhookSubscriptionPlan withVerificationToken(String verificationToken) {
    return new WebhookSubscriptionPlan(
        verificationToken, Set.of(), Duration.ofDays(7), false, Clock.systemUTC());
  }

  /**
   * Adds topics.
   *
   * @param eventType what happens
   * @param dataTypes the kinds of documents that it happens to
   * @return these and the topics so far
   */
  public WebhookSubscriptionPlan on(WebhookEventType eventType, WebhookDataType... dataTypes) {
    Set<WebhookTopic> more = new LinkedHashSet<>(topics);
    for (WebhookDataType dataType : dataTypes) {
      more.add(new WebhookTopic(eventType, dataType));
    }
    return new WebhookSubscriptionPlan(verificationToken, more, renewWithin, deletesOthers, clock);
  }

  /**
   * Chooses how long before its end a subscription is renewed; a week unless set. Call {@code
   * ensure} more often than that.
   *
   * @param margin zero or more
   * @return this with another margin
   * @throws IllegalArgumentException if it is negative
   */
  public WebhookSubscriptionPlan renewWithin(Duration margin) {
    return new WebhookSubscriptionPlan(verificationToken, topics, margin, deletesOthers, clock);
  }

  /**
   * Has the application's subscriptions to other topics deleted, whatever callback they have.
   *
   * @return this with nothing beside it
   */
  public WebhookSubscriptionPlan deleteOthers() {
    return new WebhookSubscriptionPlan(verificationToken, topics, renewWithin, true, clock);
  }

  /**
   * Sets the clock that the end of a subscription is compared with; the system's unless set.
   *
   * @param newClock the clock, of which only the instant counts
   * @return this by another clock
   */
  public WebhookSubscriptionPlan withClock(Clock newClock) {
    return new WebhookSubscriptionPlan(
        verificationToken, topics, renewWithin, deletesOthers, newClock);
  }

  /** Names the topics, and not the verification token. */
  @Override
  public String toString() {
    return "WebhookSubscriptionPlan" + topics;
  }
}
