// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static java.util.Map.entry;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.webhook.WebhookEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Fetches the documents that webhook events name. A document can answer 404 for a moment after its
 * event, so it is asked for again after half a second, one, two and four seconds, unless chosen
 * otherwise. Immutable and safe across threads.
 */
public final class WebhookDocuments {
  private static final Map<WebhookDataType, Function<OuraClient, Documents<? extends Document>>>
      ROUTES =
          Map.ofEntries(
              entry(WebhookDataType.TAG, OuraClient::tag),
              entry(WebhookDataType.ENHANCED_TAG, OuraClient::enhancedTag),
              entry(WebhookDataType.WORKOUT, OuraClient::workout),
              entry(WebhookDataType.SESSION, OuraClient::session),
              entry(WebhookDataType.SLEEP, OuraClient::sleep),
              entry(WebhookDataType.DAILY_SLEEP, OuraClient::dailySleep),
              entry(WebhookDataType.DAILY_READINESS, OuraClient::dailyReadiness),
              entry(WebhookDataType.DAILY_ACTIVITY, OuraClient::dailyActivity),
              entry(WebhookDataType.DAILY_SPO2, OuraClient::dailySpo2),
              entry(WebhookDataType.SLEEP_TIME, OuraClient::sleepTime),
              entry(WebhookDataType.REST_MODE_PERIOD, OuraClient::restModePeriod),
              entry(WebhookDataType.RING_CONFIGURATION, OuraClient::ringConfiguration),
              entry(WebhookDataType.DAILY_STRESS, OuraClient::dailyStress),
              entry(WebhookDataType.DAILY_CARDIOVASCULAR_AGE, OuraClient::dailyCardiovascularAge),
              entry(WebhookDataType.DAILY_RESILIENCE, OuraClient::dailyResilience),
              entry(WebhookDataType.VO2_MAX, OuraClient::vo2Max));

  /** Kinds that Oura tells about and does not give out. */
  static final Set<WebhookDataType> WITHOUT_ROUTE = Set.of(WebhookDataType.MEAL);

  private final List<Duration> waits;
  private final Sleeper sleeper;

  WebhookDocuments(List<Duration> waits, Sleeper sleeper) {
    this.waits = List.copyOf(waits);
    this.sleeper = sleeper;
  }

  /** How a thread waits; tests do not. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  /**
   * Returns a fetcher that waits up to seven and a half seconds for a document to appear.
   *
   * @return the defaults
   */
  public static WebhookDocuments defaults() {
    return new WebhookDocuments(
        List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4)),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /**
   * Chooses how often and after which time a document that is not there is asked for again.
   *
   * @param newWaits the time before each further attempt; none for a single attempt
   * @return a fetcher that waits so
   * @throws IllegalArgumentException if one of them is negative
   */
  public WebhookDocuments withRetryDelays(Duration... newWaits) {
    for (Duration wait : newWaits) {
      if (wait.isNegative()) {
        throw new IllegalArgumentException("A wait must not be negative, and one is " + wait + ".");
      }
    }
    return new WebhookDocuments(List.of(newWaits), sleeper);
  }

  /**
   * Tells whether the documents of a kind can be fetched.
   *
   * @param dataType the kind
   * @return false for a kind that the API has no address for, such as meals, and for one that this
   *     version does not know; {@link OuraClient#raw()} may reach that
   */
  public static boolean canFetch(WebhookDataType dataType) {
    return ROUTES.containsKey(dataType);
  }

  /**
   * Fetches the document that an event names.
   *
   * @param oura the client of the person whose id the event has
   * @param event the event
   * @return the document, of the type that belongs to the event's kind; empty, and nothing is asked
   *     for, when the event is a deletion or its kind cannot be fetched
   * @throws NotFoundException if the document is still not there after the last wait: it may have
   *     been deleted meanwhile, or belong to another person than the client
   * @throws OuraInterruptedException if the thread is interrupted while it waits
   * @throws io.github.oura4j.error.OuraException if Oura cannot be asked or refuses
   */
  public Optional<Document> fetch(OuraClient oura, WebhookEvent event) {
    Function<OuraClient, Documents<? extends Document>> route = ROUTES.get(event.dataType());
    if (route == null || event.eventType().equals(WebhookEventType.DELETE)) {
      return Optional.empty();
    }
    Documents<? extends Document> documents = route.apply(oura);
    for (Duration wait : waits) {
      Optional<? extends Document> document = documents.find(event.objectId());
      if (document.isPresent()) {
        return Optional.of(document.get());
      }
      sleep(wait, event);
    }
    return Optional.of(documents.get(event.objectId()));
  }

  private void sleep(Duration wait, WebhookEvent event) {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for the document of " + event + ".");
    }
  }
}
