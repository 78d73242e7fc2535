// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.Accessor;
import io.github.oura4j.OuraClient;
import io.github.oura4j.WebhookDocuments;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.webhook.WebhookEvent;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a person's documents and samples into a {@link HistorySink}, and keeps them up to date.
 *
 * <pre>{@code
 * History history = History.builder(client, sink).since(LocalDate.of(2024, 1, 1)).build();
 * HistoryReport report = history.update(); // once, then again every day
 * }</pre>
 *
 * <p><b>What is stored.</b> Documents whose first day is from {@link Builder#since} to {@link
 * Builder#until}; undated documents (personal info, ring configurations) as a whole; and the
 * samples of the whole UTC days that this range touches in the client's time zone. A sample without
 * a timestamp belongs to no day, and is not stored.
 *
 * <p><b>What an update fetches.</b> The first update fetches everything, in windows that are
 * replaced in the sink one by one. A later one fetches the days that are missing, and those that
 * Oura may have revised since they were last fetched: a day is settled once it was fetched more
 * than the {@linkplain Builder#lookBackDays look-back} after it. Rows are replaced, and those that
 * Oura no longer returns are removed; see {@link HistorySink}. A document that started on a settled
 * day and lasts into a day that is fetched, such as a rest mode period, is replaced, too. {@link
 * #apply} takes in revisions of any age.
 *
 * <p><b>Crashes.</b> An update can be killed at any moment: the next one continues, and the sink
 * ends with the same rows. This requires that the {@link Checkpoint} is as durable as the sink.
 *
 * <p><b>Failures.</b> Each data type has an outcome of its own, see {@link HistoryOutcome}: the
 * failure of one does not stop the others, unless it shows that all of them must fail. A window
 * that fails in spite of the client's retries is left out; after three of them the data type is
 * given up, until the next update. If the rate limit is used up for longer than a call may wait,
 * the update waits up to an hour. An exception of the sink, the checkpoint or the listener ends the
 * update.
 *
 * <p><b>Memory.</b> At most twice as many windows as {@link Builder#parallelism} are in memory at
 * once, each of at most 90 days of documents, or ten days of samples: a few megabytes.
 *
 * <p>Safe for use by multiple threads: updates and events of one history take turns. Several
 * histories must not use the same sink at the same time.
 */
public final class History {
  private final OuraClient client;
  private final HistorySink sink;
  private final Checkpoint checkpoint;
  private final HistoryListener listener;
  private final WebhookDocuments webhookDocuments;
  private final Map<DataType, Accessor> accessors;
  private final HistoryRange range;
  private final int parallelism;
  private final Sleeper sleeper;
  private final ReentrantLock turn = new ReentrantLock();

  private History(Builder builder, HistoryRange range) {
    this.client = builder.client;
    this.sink = builder.sink;
    this.checkpoint = builder.checkpoint();
    this.listener = builder.listener;
    this.webhookDocuments = builder.webhookDocuments;
    this.accessors = new EnumMap<>(DataType.class);
    builder.types.forEach(type -> accessors.put(type, client.accessor(type)));
    this.range = range;
    this.parallelism = builder.parallelism;
    this.sleeper = builder.sleeper;
  }

  /**
   * Creates a builder.
   *
   * @param client a client with the credentials and the time zone of the person, which the history
   *     does not close
   * @param sink where rows are stored, which the history does not close
   * @return a new builder
   */
  public static Builder builder(OuraClient client, HistorySink sink) {
    return new Builder(client, sink);
  }

  /**
   * Fetches what is missing and what Oura may have revised, and stores it. Blocks until that is
   * done; of several threads, one at a time.
   *
   * @return what was done for each data type
   * @throws OuraInterruptedException if the thread is interrupted. What was fetched completely is
   *     committed first
   * @throws IllegalArgumentException if the first day of the history is in the future
   */
  public HistoryReport update() {
    return inTurn(
        () -> {
          WindowFetcher fetcher = new WindowFetcher(client.clock(), sleeper);
          HistoryUpdate update =
              new HistoryUpdate(
                  new HistoryPlan(range, accessors, checkpoint, client.clock()).typeRuns(),
                  fetcher,
                  new HistoryRecorder(sink, checkpoint, listener, client.clock()),
                  parallelism);
          return SinkThread.call(update::run, update::stop);
        });
  }

  /**
   * Fetches or removes the one document that a webhook event names. The caller has to make sure
   * that the event belongs to the person of this history: see {@link WebhookEvent#userId}.
   *
   * <p>Waits while an update runs, so that a document is never overwritten by an older one. Events
   * do not replace updates: some never arrive.
   *
   * @param event an event that {@link io.github.oura4j.webhook.WebhookReceiver} has verified
   * @return whether the sink was changed; false, without sending a request, if the data type does
   *     not belong to this history or has no documents to fetch. A document outside the range of
   *     days is removed
   * @throws io.github.oura4j.error.NotFoundException if the document is still not available after
   *     retries; see {@link WebhookDocuments#fetch}
   * @throws OuraInterruptedException if the thread is interrupted
   * @throws io.github.oura4j.error.OuraException if a request fails or Oura rejects it
   */
  public boolean apply(WebhookEvent event) {
    Optional<DataType> dataType =
        DataType.of(event.dataType())
            .filter(accessors::containsKey)
            .filter(type -> WebhookDocuments.canFetch(event.dataType()));
    if (dataType.isEmpty()) {
      return false;
    }
    return inTurn(
        () -> {
          List<Document> rows =
              event.eventType().equals(WebhookEventType.DELETE)
                  ? List.of()
                  : webhookDocuments.fetch(client, event).filter(range::contains).stream().toList();
          HistoryWindow window = HistoryWindow.document(dataType.get(), event.objectId());
          return SinkThread.call(() -> replaceAndCommit(window, rows), () -> {});
        });
  }

  private boolean replaceAndCommit(HistoryWindow window, List<Document> rows) {
    sink.replace(window, rows);
    return !sink.commit(window.dataType(), List.of(window)).equals(HistoryChanges.NONE);
  }

  private <T> T inTurn(Supplier<T> action) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while another one was updating the history.");
    }
    try {
      return action.get();
    } finally {
      turn.unlock();
    }
  }

  /** Returns the data types and the range, but no data of the person. */
  @Override
  public String toString() {
    return "History[" + accessors.size() + " data types, " + range + "]";
  }

  /** Builds a {@link History}. Not safe for use by multiple threads. */
  public static final class Builder {
    private static final int MAX_PARALLELISM = 64;
    private static final int MAX_LOOK_BACK_DAYS = 3650;

    private final OuraClient client;
    private final HistorySink sink;
    private Set<DataType> types = EnumSet.allOf(DataType.class);
    private @Nullable LocalDate since;
    private @Nullable LocalDate until;
    private int parallelism = 8;
    private int lookBackDays = 14;
    private @Nullable Checkpoint checkpoint;
    private HistoryListener listener = new HistoryListener() {};
    private WebhookDocuments webhookDocuments = WebhookDocuments.defaults();
    private Sleeper sleeper = Sleeper.system();

    private Builder(OuraClient client, HistorySink sink) {
      this.client = Objects.requireNonNull(client, "client must not be null");
      this.sink = Objects.requireNonNull(sink, "sink must not be null");
    }

    /**
     * Sets the data types. The default is all of them.
     *
     * @param types at least one data type
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder types(Collection<DataType> types) {
      if (types.isEmpty()) {
        throw new IllegalArgumentException("A history needs at least one data type.");
      }
      this.types = EnumSet.copyOf(types);
      return this;
    }

    /**
     * Sets the first day of the history. Required. An earlier first day than that of the last
     * update causes the days between to be fetched; a later one removes nothing.
     *
     * @param since the first day, in the person's time zone
     * @return this builder
     */
    public Builder since(LocalDate since) {
      this.since = Objects.requireNonNull(since, "since must not be null");
      return this;
    }

    /**
     * Sets the last day of the history. The default is the current day of each update, in the time
     * zone of the client; a day in the future means the same until that day has come.
     *
     * @param until the last day, inclusive, in the person's time zone
     * @return this builder
     */
    public Builder until(LocalDate until) {
      this.until = Objects.requireNonNull(until, "until must not be null");
      return this;
    }

    /**
     * Sets how many requests are sent at once. The default is 8. The requests count toward the rate
     * limit of the client as any others.
     *
     * @param parallelism a number from 1 to 64
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder parallelism(int parallelism) {
      if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
        throw new IllegalArgumentException(
            "parallelism must be from 1 to " + MAX_PARALLELISM + ", but is " + parallelism + ".");
      }
      this.parallelism = parallelism;
      return this;
    }

    /**
     * Sets how many days before the current one are fetched again, because Oura may have revised
     * them. The default is 14. The current day is always fetched again, because it is not over.
     *
     * @param days a number from 0 to 3650
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder lookBackDays(int days) {
      if (days < 0 || days > MAX_LOOK_BACK_DAYS) {
        throw new IllegalArgumentException(
            "lookBackDays must be from 0 to " + MAX_LOOK_BACK_DAYS + ", but is " + days + ".");
      }
      this.lookBackDays = days;
      return this;
    }

    /**
     * Sets what remembers the fetched windows. The default is the sink, if it is a {@link
     * Checkpoint}, and otherwise one in memory: the first update of each process then fetches
     * everything again.
     *
     * @param checkpoint the checkpoint of this person
     * @return this builder
     */
    public Builder checkpoint(Checkpoint checkpoint) {
      this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint must not be null");
      return this;
    }

    /**
     * Sets what is notified of progress. The default is nothing.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(HistoryListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener must not be null");
      return this;
    }

    /**
     * Sets how {@link History#apply} fetches the document of an event. The default is {@link
     * WebhookDocuments#defaults()}.
     *
     * @param webhookDocuments how documents of events are fetched
     * @return this builder
     */
    public Builder webhookDocuments(WebhookDocuments webhookDocuments) {
      this.webhookDocuments =
          Objects.requireNonNull(webhookDocuments, "webhookDocuments must not be null");
      return this;
    }

    /** Sets what waits for the rate limit, for tests. */
    Builder sleeper(Sleeper sleeper) {
      this.sleeper = sleeper;
      return this;
    }

    private Checkpoint checkpoint() {
      if (checkpoint != null) {
        return checkpoint;
      }
      return sink instanceof Checkpoint own ? own : Checkpoint.inMemory();
    }

    /**
     * Builds the history. Sends no request.
     *
     * @return the history
     * @throws IllegalStateException if no first day is set
     * @throws IllegalArgumentException if the first day is after the last
     * @throws UnsupportedOperationException if the client reads the sandbox, and the sandbox does
     *     not have one of the data types
     */
    public History build() {
      if (since == null) {
        throw new IllegalStateException(
            "A history needs a first day. Call since(...) on its builder.");
      }
      return new History(this, new HistoryRange(since, until, lookBackDays));
    }
  }
}
