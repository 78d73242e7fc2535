// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.OuraClient;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.jdbc.SchemaException;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistorySink;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the histories of all people of a {@link PostgresLedger} up to date, in as many processes as
 * there are: each of them runs one, with the same settings.
 *
 * <pre>{@code
 * HistoryRunner runner =
 *     HistoryRunner.builder(ledger, person -> oura.withCredentials(oauth.credentials(tokens, person)))
 *         .since(LocalDate.of(2021, 1, 1))
 *         .transactionalSink(sink)
 *         .build();
 * HistoryRunReport report = runner.run(); // once, and then every night
 * }</pre>
 *
 * <p><b>What a run does.</b> It takes people who are due from the ledger, one for each of its
 * threads, and updates their histories. {@link #run} ends when nobody is due, nobody is being
 * worked for by another process, and no retry is left. A person is due again when {@link
 * Builder#updateInterval} has passed since their round ended, or when {@link
 * PostgresLedger#markDue} says so. A run that begins while others are running joins them.
 *
 * <p><b>Rate limit.</b> Requests take permits of the limiter of the clients. For several processes
 * it has to be one that they share.
 *
 * <p><b>Leases.</b> A process has a lease for each person it works for, and prolongs it while it
 * lives. When a process is killed, its leases expire after {@link Builder#lease}, by the clock of
 * the database server, and others continue where the ledger says it was.
 *
 * <p><b>What is guaranteed.</b> A process can be killed at any moment, and any number of times.
 *
 * <ul>
 *   <li>Every document reaches the sink at least once, because the ledger notes a window only after
 *       the sink has committed it.
 *   <li>With a {@link Builder#transactionalSink}, each window takes effect exactly once: its rows
 *       are stored in the transaction that notes it, and a transaction of a process that has lost
 *       its lease is rolled back.
 *   <li>With other {@link Builder#sinks}, a window may be replaced twice: after a kill between the
 *       commit of the sink and that of the ledger. A sink that replaces rows by identity, as {@link
 *       HistorySink} demands, still has every document exactly once at the end. A process that was
 *       paused for longer than a lease, in the middle of a commit, may finish that commit while
 *       another process already works for the person. What else it fetched is discarded.
 * </ul>
 *
 * <p><b>Failures.</b> They are noted in the ledger and do not stop the others. For people whose
 * consent has expired, whose membership has lapsed, or who did not grant a scope, the round ends
 * with that outcome; the next one tries again. What failed otherwise is tried again after {@link
 * Builder#retryDelay}, which doubles with each failure, up to {@link Builder#maxAttempts} attempts
 * in a round. If ten attempts in a row end with an exception of the sink or of the function that
 * returns clients, the run ends with it. If the database cannot be reached, the run waits for it,
 * for up to five minutes. The messages of a sink's exceptions may contain health values: their
 * stack traces are logged without them.
 *
 * <p><b>Memory.</b> With a transactional sink, each thread keeps the rows of at most 16 windows of
 * each data type that is being fetched: about 10 MB with 300 heart rates a day. Other sinks get
 * each window at once.
 *
 * <p>Immutable and safe for use by multiple threads.
 */
public final class HistoryRunner {
  private final RunnerSettings settings;

  private HistoryRunner(RunnerSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates a builder.
   *
   * @param ledger lists the people, and notes what was fetched
   * @param clients returns the client of a person, with their credentials and time zone. Called by
   *     several threads at once, once for each attempt. A {@link
   *     io.github.oura4j.error.ReauthorizationRequiredException} that it throws means that consent
   *     has expired. The runner does not close the clients: derive them from one with {@link
   *     OuraClient#withCredentials}
   * @return a new builder
   */
  public static Builder builder(PostgresLedger ledger, Function<String, OuraClient> clients) {
    return new Builder(ledger, clients);
  }

  /**
   * Brings everybody up to date who is due. Blocks until nobody is left, in any process.
   *
   * @return what this process did
   * @throws OuraInterruptedException if the thread is interrupted. What was fetched completely is
   *     stored, and other processes can continue at once
   * @throws LedgerException if the database could not be reached at the beginning, or for more than
   *     five minutes
   * @throws SchemaException if the schema of the database is missing or of another version
   * @throws SinkFailedException if ten attempts in a row ended because the {@link
   *     TransactionalSink} failed
   * @throws RuntimeException the exception of another sink or of the function that returns clients,
   *     if ten attempts in a row ended with one
   */
  public HistoryRunReport run() {
    return new LedgerRun(settings).run();
  }

  /** Returns the settings. */
  @Override
  public String toString() {
    return "HistoryRunner[" + settings + "]";
  }

  /** Builds a {@link HistoryRunner}. Not safe for use by multiple threads. */
  public static final class Builder {
    private static final int MAX_THREADS = 64;
    private static final int MAX_LOOK_BACK_DAYS = 3650;
    private static final int MAX_ATTEMPTS = 100;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    /** Where a day begins last: a first day that has begun there has begun for everybody. */
    private static final ZoneOffset LATEST_ZONE = ZoneOffset.ofHours(-12);

    private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_DELAY = Duration.ofDays(365);

    private final PostgresLedger ledger;
    private final Function<String, OuraClient> clients;
    private @Nullable Function<String, HistorySink> sinks;
    private @Nullable TransactionalSink transactionalSink;
    private Set<DataType> types = EnumSet.allOf(DataType.class);
    private @Nullable LocalDate since;
    private @Nullable LocalDate until;
    private int lookBackDays = 14;
    private int threads = 8;
    private int parallelism = 2;
    private Duration lease = Duration.ofMinutes(1);
    private Duration updateInterval = Duration.ofHours(20);
    private Duration retryDelay = Duration.ofMinutes(1);
    private int maxAttempts = 5;

    private Builder(PostgresLedger ledger, Function<String, OuraClient> clients) {
      this.ledger = Objects.requireNonNull(ledger, "ledger must not be null");
      this.clients = Objects.requireNonNull(clients, "clients must not be null");
    }

    /**
     * Sets where the rows of each person are stored, such as a folder for each of them. Either this
     * or {@link #transactionalSink} is required.
     *
     * @param sinks returns the sink of a person. Called by several threads at once, once for each
     *     attempt
     * @return this builder
     */
    public Builder sinks(Function<String, HistorySink> sinks) {
      this.sinks = Objects.requireNonNull(sinks, "sinks must not be null");
      return this;
    }

    /**
     * Sets what stores the rows of all people in the database of the ledger. Either this or {@link
     * #sinks} is required.
     *
     * @param sink the sink
     * @return this builder
     */
    public Builder transactionalSink(TransactionalSink sink) {
      this.transactionalSink = Objects.requireNonNull(sink, "sink must not be null");
      return this;
    }

    /**
     * Sets the data types. The default is all of them.
     *
     * @param types at least one data type
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder types(Collection<DataType> types) {
      if (Objects.requireNonNull(types, "types must not be null").isEmpty()) {
        throw new IllegalArgumentException("A history needs at least one data type.");
      }
      this.types = EnumSet.copyOf(types);
      return this;
    }

    /**
     * Sets the first day, in the time zone of each person. Required.
     *
     * @param since the first day
     * @return this builder
     */
    public Builder since(LocalDate since) {
      this.since = Objects.requireNonNull(since, "since must not be null");
      return this;
    }

    /**
     * Sets the last day. The default is the current day of each person when they are updated.
     *
     * @param until the last day, inclusive
     * @return this builder
     */
    public Builder until(LocalDate until) {
      this.until = Objects.requireNonNull(until, "until must not be null");
      return this;
    }

    /**
     * Sets how many days before the current one are fetched again in each round, because Oura may
     * have revised them. The default is 14.
     *
     * @param days a number from 0 to 3650
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder lookBackDays(int days) {
      this.lookBackDays = inRange("lookBackDays", days, 0, MAX_LOOK_BACK_DAYS);
      return this;
    }

    /**
     * Sets for how many people this process works at the same time. The default is 8. Each uses at
     * most one connection of the ledger's data source at a time, and one more prolongs the leases.
     *
     * @param threads a number from 1 to 64
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder threads(int threads) {
      this.threads = inRange("threads", threads, 1, MAX_THREADS);
      return this;
    }

    /**
     * Sets how many requests are sent at once for each person. The default is 2.
     *
     * @param parallelism a number from 1 to 64
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder parallelism(int parallelism) {
      this.parallelism = inRange("parallelism", parallelism, 1, MAX_THREADS);
      return this;
    }

    /**
     * Sets how long nobody else continues the work of a process that was killed. The default is one
     * minute. A process that is paused for longer, or that cannot reach the database for longer,
     * may lose its people to others.
     *
     * @param lease a duration from one second to one hour
     * @return this builder
     * @throws IllegalArgumentException if the duration is out of range
     */
    public Builder lease(Duration lease) {
      this.lease = inRange("lease", lease, SHORTEST_LEASE, LONGEST_LEASE);
      return this;
    }

    /**
     * Sets how long after the end of a person's round the next one is due. The default is 20 hours,
     * which suits a run every night. A run ends only if nobody is due: it never does if the
     * interval is shorter than the rounds of all people take together.
     *
     * @param interval a duration from one minute to 365 days
     * @return this builder
     * @throws IllegalArgumentException if the duration is out of range
     */
    public Builder updateInterval(Duration interval) {
      this.updateInterval = inRange("updateInterval", interval, SHORTEST_INTERVAL, LONGEST_DELAY);
      return this;
    }

    /**
     * Sets how long after the first failed attempt of a round the second one is due. The default is
     * one minute. The delay doubles with each failure, up to one hour, or this delay if it is
     * longer.
     *
     * @param delay a duration of up to 365 days
     * @return this builder
     * @throws IllegalArgumentException if the duration is negative or too long
     */
    public Builder retryDelay(Duration delay) {
      this.retryDelay = inRange("retryDelay", delay, Duration.ZERO, LONGEST_DELAY);
      return this;
    }

    /**
     * Sets how often an update is tried in a round. The default is 5. After that, the round ends
     * with what is missing.
     *
     * @param attempts a number from 1 to 100
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder maxAttempts(int attempts) {
      this.maxAttempts = inRange("maxAttempts", attempts, 1, MAX_ATTEMPTS);
      return this;
    }

    private static int inRange(String name, int value, int min, int max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            name + " must be from " + min + " to " + max + ", but is " + value + ".");
      }
      return value;
    }

    private static Duration inRange(String name, Duration value, Duration min, Duration max) {
      Objects.requireNonNull(value, () -> name + " must not be null");
      if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
        throw new IllegalArgumentException(
            name + " must be from " + min + " to " + max + ", but is " + value + ".");
      }
      return value;
    }

    /**
     * Builds the runner. Sends nothing.
     *
     * @return the runner
     * @throws IllegalStateException if no first day is set, or not exactly one kind of sink
     * @throws IllegalArgumentException if the first day is after the last, or in the future
     */
    public HistoryRunner build() {
      return new HistoryRunner(settings());
    }

    RunnerSettings settings() {
      if (since == null) {
        throw new IllegalStateException(
            "A history needs a first day. Call since(...) on its builder.");
      }
      LocalDate last = until == null ? LocalDate.now(LATEST_ZONE) : until;
      if (since.isAfter(last)) {
        throw new IllegalArgumentException(
            "The history starts on "
                + since
                + ", which is after its last day, "
                + last
                + ". Choose an earlier first day.");
      }
      return new RunnerSettings(
          ledger,
          clients,
          deliveries(),
          EnumSet.copyOf(types),
          since,
          until,
          lookBackDays,
          threads,
          parallelism,
          lease,
          updateInterval,
          retryDelay,
          maxAttempts);
    }

    private Delivery.Factory deliveries() {
      if (sinks != null && transactionalSink == null) {
        return Delivery.toSinks(sinks);
      }
      if (transactionalSink != null && sinks == null) {
        return Delivery.toTransactionalSink(transactionalSink);
      }
      throw new IllegalStateException(
          "A runner needs one place to store rows. Call either sinks(...) or"
              + " transactionalSink(...) on its builder.");
    }
  }
}
