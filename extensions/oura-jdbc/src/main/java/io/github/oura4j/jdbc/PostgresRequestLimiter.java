// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.jdbc.internal.Database;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RateLimitTier;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A rate limiter that many processes share, in PostgreSQL 15 or newer: all processes with a limiter
 * on the same database together stay within the limits. {@link OuraSchema#apply} creates the
 * tables.
 *
 * <pre>{@code
 * PostgresRequestLimiter limiter = PostgresRequestLimiter.builder(dataSource).build();
 * OuraClient oura = OuraClient.builder().rateLimiter(limiter).build();
 * }</pre>
 *
 * <p><b>How long a permit counts.</b> For one window, plus the {@linkplain Builder#margin margin},
 * which is the time that an attempt may take, plus the {@linkplain Builder#storeTimeout time} that
 * the database may take to respond. So the limit holds at Oura's server in every window, also if
 * one request arrives at once and another one late. A process that is stopped for longer than that
 * between its permit and its request can still be too late. With the default settings, permits
 * count for 362 seconds, so 5,000 requests in 5 minutes become 13.8 per second instead of 16.7. A
 * shorter {@code callTimeout} of the client allows a shorter margin.
 *
 * <p><b>Time</b> is that of the server. If its clock is set forward or backward, also because
 * another server took over, the processes notice that and the difference is made up for. Steps that
 * are shorter than the store timeout are not noticed. Nobody notices a step while no process is
 * running, or if a process that has just started is the first to ask after it.
 *
 * <p><b>Order.</b> Within a process, waiting requests get permits in the order in which they first
 * asked for one, if they ask at the same time. Among processes there is no order.
 *
 * <p><b>Connections.</b> The limiter uses one connection at a time, however many threads there are,
 * each time for one statement that is a transaction of its own. It works behind PgBouncer in
 * transaction mode. The role needs the rights to select, insert, update and delete in the tables of
 * the schema {@code oura4j}. What the tables contain about access tokens are the hashes that the
 * client makes, no tokens.
 *
 * <p><b>Failures.</b> While the database cannot be reached, calls wait, see {@link
 * StoreUnavailableException}. If the schema is missing or of another version, or the role lacks
 * rights, {@code tryAcquire} throws a {@link SchemaException}. A rate limit that Oura reports
 * meanwhile is recorded when the database is back. Permits of a process that was killed count like
 * all others. What a failover to another server lost is made up for, as far as a process that is
 * still running has seen it, except in the limits of single access tokens.
 *
 * <p>Thread-safe. Closing the limiter does not close the {@code DataSource}; a limiter that is not
 * closed keeps no thread when it is not used.
 */
public final class PostgresRequestLimiter implements RequestLimiter, AutoCloseable {
  private final LimiterSettings settings;
  private final Ticker ticker;
  private final LowerBounds bounds = new LowerBounds();
  private final PermitRequests requests;
  private final AtomicLong arrivals = new AtomicLong();

  /** Counts reservations that were given up while they waited: others can have their permits. */
  private final AtomicLong givenUp = new AtomicLong();

  private PostgresRequestLimiter(Builder builder) {
    this.settings = builder.settings();
    this.ticker = builder.ticker;
    this.requests =
        new PermitRequests(
            new PermitStore(
                new Database(builder.dataSource, SchemaException::new), settings, ticker),
            bounds,
            builder.idleTime);
  }

  /**
   * Creates a builder.
   *
   * @param dataSource connects to the database; a pool of two connections suffices. Its
   *     transactions must have the isolation level read committed, which is PostgreSQL's default
   * @return a builder with the default settings
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  @Override
  public Reservation reserve(@Nullable String tokenHash) {
    return new PostgresReservation(tokenHash);
  }

  /**
   * {@inheritDoc}
   *
   * <p>All processes hold back requests from now on, this process also if the database cannot be
   * reached. In that case this method returns after the store timeout, and the next request for a
   * permit records the rate limit.
   */
  @Override
  public void onRateLimited(@Nullable String tokenHash, RateLimitStatus status) {
    boolean isApplication = tokenHash == null || status.tier() == RateLimitTier.APPLICATION;
    RateLimit configured = isApplication ? settings.application() : settings.token();
    long now = ticker.nanoTime();
    Hold hold = Hold.of(isApplication ? null : tokenHash, status, configured, now);
    bounds.set(hold.tokenHash(), hold.until(), now);
    requests.report(hold, settings.storeTimeout());
  }

  /**
   * Returns the number that the last request for a permit found.
   *
   * @return the number; empty before the first request
   */
  @Override
  public OptionalInt availablePermits() {
    int available = requests.availablePermits();
    return available < 0 ? OptionalInt.empty() : OptionalInt.of(available);
  }

  @Override
  public RateLimit applicationLimit() {
    return settings.application();
  }

  @Override
  public Duration margin() {
    return settings.margin();
  }

  /**
   * Ends the waits for the database with an {@link IllegalStateException}, and the thread of this
   * limiter. Permits that were granted still count.
   */
  @Override
  public void close() {
    requests.close();
  }

  @Override
  public String toString() {
    return "PostgresRequestLimiter[" + settings.application() + "]";
  }

  private final class PostgresReservation implements Reservation {
    private final @Nullable String tokenHash;
    private long arrival = -1;
    private boolean isWaiting;
    private long retryAt;
    private long givenUpBefore;

    PostgresReservation(@Nullable String tokenHash) {
      this.tokenHash = tokenHash;
    }

    @Override
    public Duration tryAcquire() {
      return tryAcquire(settings.storeTimeout());
    }

    @Override
    public Duration tryAcquire(Duration timeout) {
      if (arrival < 0) {
        arrival = arrivals.getAndIncrement();
      }
      long now = ticker.nanoTime();
      long known = knownWait(now);
      givenUpBefore = givenUp.get();
      if (known > 0) {
        isWaiting = true;
        retryAt = now + known;
        return Duration.ofNanos(known);
      }
      PermitRequests.Result result =
          requests.ask(arrival, tokenHash, shorter(timeout, settings.storeTimeout()));
      isWaiting = result.waitNanos() > 0;
      retryAt = result.retryAt();
      if (!isWaiting) {
        checkInTime(result);
      }
      return Duration.ofNanos(result.waitNanos());
    }

    /** Returns the wait that is known without the database. */
    private long knownWait(long now) {
      long wait = bounds.waitOf(tokenHash, now);
      boolean knowsItsTurn = isWaiting && givenUpBefore == givenUp.get();
      return knowsItsTurn ? Math.max(wait, retryAt - now) : wait;
    }

    /** A permit whose response took longer would no longer count when its request arrives. */
    private void checkInTime(PermitRequests.Result granted) {
      if (ticker.nanoTime() - granted.sentAt() > settings.storeTimeout().toNanos()) {
        throw new StoreUnavailableException(
            "The response of the rate limiter's database took longer than "
                + settings.storeTimeout().toMillis()
                + " ms, so that its permit cannot be used. Look for what slows the database down, or"
                + " try again later.");
      }
    }

    /** After a grant, this has no effect: the limiter is not notified of the end of requests. */
    @Override
    public void close() {
      if (isWaiting) {
        isWaiting = false;
        givenUp.incrementAndGet();
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Builds a limiter. All processes should use the same settings. */
  public static final class Builder {
    private static final Duration DEFAULT_STORE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DEFAULT_IDLE_TIME = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final DataSource dataSource;
    private RateLimit applicationLimit = RateLimit.defaults();
    private RateLimit tokenLimit = RateLimit.defaults();
    private Duration margin = DEFAULT_MARGIN;
    private Duration storeTimeout = DEFAULT_STORE_TIMEOUT;
    private Duration idleTime = DEFAULT_IDLE_TIME;
    private Ticker ticker = Ticker.system();

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource must not be null");
    }

    /**
     * Sets the limit of all access tokens together. The default is {@link RateLimit#defaults()}.
     *
     * @param limit the limit
     * @return this builder
     */
    public Builder applicationLimit(RateLimit limit) {
      applicationLimit = Objects.requireNonNull(limit, "applicationLimit must not be null");
      return this;
    }

    /**
     * Sets the limit of each access token. The default is {@link RateLimit#defaults()}.
     *
     * @param limit the limit
     * @return this builder
     */
    public Builder tokenLimit(RateLimit limit) {
      tokenLimit = Objects.requireNonNull(limit, "tokenLimit must not be null");
      return this;
    }

    /**
     * Sets how long an attempt may take: permits count for that time in addition to the window. The
     * default is {@link RequestLimiter#DEFAULT_MARGIN}, 60 seconds.
     *
     * @param duration a duration of at least the longest {@code callTimeout} of the clients that
     *     use the limiter
     * @return this builder
     * @throws IllegalArgumentException if the duration is not positive, or longer than one day
     */
    public Builder margin(Duration duration) {
      margin = check(duration, "margin");
      return this;
    }

    /**
     * Sets how long the database may take to respond. After that time, a request for a permit fails
     * with a {@link StoreUnavailableException}, and the client tries again; a permit whose response
     * took longer is not used, but counts. Permits count for this time in addition to the window
     * and the margin. The default is 2 seconds.
     *
     * @param duration a duration of at least one millisecond
     * @return this builder
     * @throws IllegalArgumentException if the duration is shorter than one millisecond, or longer
     *     than one day
     */
    public Builder storeTimeout(Duration duration) {
      storeTimeout = check(duration, "storeTimeout");
      return this;
    }

    /** Sets what measures elapsed time, in tests. */
    Builder ticker(Ticker newTicker) {
      ticker = newTicker;
      return this;
    }

    /** Sets how long the thread of the limiter waits for more to do, in tests. */
    Builder idleTime(Duration duration) {
      idleTime = duration;
      return this;
    }

    private static Duration check(Duration duration, String name) {
      Objects.requireNonNull(duration, name + " must not be null");
      if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "PostgresRequestLimiter."
                + name
                + " must be from one millisecond to one day, but is "
                + duration
                + ".");
      }
      return duration;
    }

    /**
     * Creates the limiter. This does not connect to the database; {@link OuraSchema#check} finds
     * out whether it can be used.
     *
     * @return a limiter, which several clients can share
     */
    public PostgresRequestLimiter build() {
      return new PostgresRequestLimiter(this);
    }

    private LimiterSettings settings() {
      return new LimiterSettings(applicationLimit, tokenLimit, margin, storeTimeout);
    }
  }
}
