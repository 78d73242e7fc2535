// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.internal.util.NonNullElements;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.webhook.WebhookEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Fetches the documents that webhook events refer to.
 *
 * <p>Oura can send an event shortly before its document becomes available. If Oura responds with
 * status 404, this class therefore retries: by default after 0.5, 1, 2 and 4 seconds, blocking the
 * calling thread meanwhile. Immutable and safe for use by multiple threads.
 */
public final class WebhookDocuments {
  private final List<Duration> retryDelays;
  private final Sleeper sleeper;

  WebhookDocuments(List<Duration> retryDelays, Sleeper sleeper) {
    this.retryDelays = List.copyOf(retryDelays);
    this.sleeper = sleeper;
  }

  /**
   * Returns an instance with the default retry delays of 0.5, 1, 2 and 4 seconds, 7.5 seconds in
   * total.
   *
   * @return the default instance
   */
  public static WebhookDocuments defaults() {
    return new WebhookDocuments(
        List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4)),
        Sleeper.system());
  }

  /**
   * Returns a copy with different retry delays.
   *
   * @param newRetryDelays the wait before each retry; none to try only once
   * @return the copy
   * @throws IllegalArgumentException if a delay is negative
   */
  public WebhookDocuments withRetryDelays(Duration... newRetryDelays) {
    List<Duration> delays = NonNullElements.copyOf(newRetryDelays, "newRetryDelays");
    for (Duration delay : delays) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException(
            "A retry delay must not be negative, but one is " + delay + ".");
      }
    }
    return new WebhookDocuments(delays, sleeper);
  }

  /**
   * Returns whether documents of a data type can be fetched.
   *
   * @param dataType the data type of an event
   * @return false for data types without an endpoint, such as meals, and for data types that this
   *     version does not know; try {@link OuraClient#raw()} for the latter
   */
  public static boolean canFetch(WebhookDataType dataType) {
    Objects.requireNonNull(dataType, "dataType must not be null");
    return withDocuments(dataType).isPresent();
  }

  /**
   * Fetches the document that an event refers to.
   *
   * @param oura a client with the credentials of the person that the event belongs to: see {@link
   *     WebhookEvent#userId}
   * @param event the event
   * @return the document, whose class is the model of the event's data type; empty, without sending
   *     a request, if the event is a deletion or {@link #canFetch} returns false for its data type
   * @throws NotFoundException if the document is still not available after the last retry. It may
   *     have been deleted, or the client may have the credentials of another person
   * @throws io.github.oura4j.error.OuraDecodingException if no request can be sent for the id of
   *     the document, for example because it contains a slash
   * @throws OuraInterruptedException if the thread is interrupted while it waits
   * @throws io.github.oura4j.error.OuraException if a request fails or Oura rejects it
   */
  public Optional<Document> fetch(OuraClient oura, WebhookEvent event) {
    Objects.requireNonNull(oura, "oura must not be null");
    Objects.requireNonNull(event, "event must not be null");
    Optional<DataType> dataType = withDocuments(event.dataType());
    if (dataType.isEmpty() || event.eventType().equals(WebhookEventType.DELETE)) {
      return Optional.empty();
    }
    String id =
        ReceivedId.check(
            event.objectId(), "The document of the webhook event for " + event.dataType());
    Documents<? extends Document> documents = documents(oura, dataType.get());
    for (Duration delay : retryDelays) {
      Optional<? extends Document> document = documents.find(id);
      if (document.isPresent()) {
        return Optional.of(document.get());
      }
      sleep(delay, event);
    }
    return Optional.of(documents.get(id));
  }

  /** Returns the data type of events, if its documents have ids to fetch them by. */
  private static Optional<DataType> withDocuments(WebhookDataType webhookDataType) {
    return DataType.of(webhookDataType)
        .filter(
            type ->
                type.kind() == DataType.Kind.DATED_DOCUMENTS
                    || type.kind() == DataType.Kind.UNDATED_DOCUMENTS);
  }

  private static Documents<? extends Document> documents(OuraClient oura, DataType dataType) {
    Accessor accessor = oura.accessor(dataType);
    if (accessor instanceof Accessor.Dated<?> dated) {
      return dated.documents();
    }
    if (accessor instanceof Accessor.Undated<?> undated) {
      return undated.documents();
    }
    throw new IllegalStateException(dataType + " has no documents with ids.");
  }

  private void sleep(Duration delay, WebhookEvent event) {
    try {
      sleeper.await(new CountDownLatch(1), delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while waiting for the document of " + event + ".");
    }
  }
}
