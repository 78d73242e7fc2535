// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.jdbc.internal.SqlFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a process that want a permit. While the database is asked for some, the others
 * wait, and are then asked for together: so one connection suffices for any number of threads.
 *
 * <p>A thread of its own asks, so that a caller waits no longer than it wants, whatever happens to
 * the connection. The thread ends when it has nothing to do. Thread-safe.
 */
final class PermitRequests implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.github.oura4j");
  private static final int MOST_AT_ONCE = 256;

  private final PermitStore store;
  private final LowerBounds bounds;
  private final ThreadPoolExecutor thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Ask> waiting =
      new PriorityQueue<>(Comparator.comparingLong((Ask ask) -> ask.arrival));
  private final Map<@Nullable String, Hold> holds = new HashMap<>();
  private boolean isRunning;
  private boolean isClosed;
  private boolean isAvailable = true;
  private volatile int availablePermits = -1;

  PermitRequests(PermitStore store, LowerBounds bounds, Duration idleTime) {
    this.store = store;
    this.bounds = bounds;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            idleTime.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            PermitRequests::newThread);
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "oura4j-limiter");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The result of a request for a permit.
   *
   * @param sentAt when the database was asked, by the ticker
   * @param waitNanos zero if the permit was granted, or else how long to wait for it, in
   *     nanoseconds
   * @param retryAt when that time has passed, by the ticker
   */
  record Result(long sentAt, long waitNanos, long retryAt) {}

  /** A request for a permit, or, without one, for recording holds. */
  private static final class Ask {
    private final long arrival;
    private final boolean wantsPermit;
    private final @Nullable String tokenHash;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    Ask(long arrival, boolean wantsPermit, @Nullable String tokenHash) {
      this.arrival = arrival;
      this.wantsPermit = wantsPermit;
      this.tokenHash = tokenHash;
    }
  }

  /**
   * Asks for a permit.
   *
   * @param arrival orders the requests: the lowest number comes first
   * @throws StoreUnavailableException if the database does not respond in time, or the thread is
   *     interrupted, which it then still is
   * @throws SchemaException if the tables cannot be used
   */
  Result ask(long arrival, @Nullable String tokenHash, Duration timeout) {
    return await(submit(new Ask(arrival, true, tokenHash)), timeout);
  }

  /**
   * Records a hold now, or with the next request for a permit if the database cannot be reached.
   */
  void report(Hold hold, Duration timeout) {
    lock.lock();
    try {
      holds.merge(hold.tokenHash(), hold, Hold::and);
    } finally {
      lock.unlock();
    }
    try {
      await(submit(new Ask(Long.MIN_VALUE, false, null)), timeout);
    } catch (OuraException e) {
      // It stays among the holds that the next request for a permit records.
    }
  }

  /** Returns the number of permits that the last request found, or -1 before the first one. */
  int availablePermits() {
    return availablePermits;
  }

  private Ask submit(Ask ask) {
    lock.lock();
    try {
      checkOpen();
      waiting.add(ask);
      if (!isRunning) {
        thread.execute(this::run);
        isRunning = true;
      }
    } finally {
      lock.unlock();
    }
    return ask;
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("This rate limiter is closed. Create a new one.");
    }
  }

  private static Result await(Ask ask, Duration timeout) {
    try {
      return ask.result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException(
          "The database of the rate limiter did not respond within "
              + timeout.toMillis()
              + " ms. Check that it is running, and that its DataSource has enough connections.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "The thread was interrupted while it waited for the database of the rate limiter.");
    } catch (CancellationException e) {
      throw new IllegalStateException(
          "This rate limiter was closed while a call waited. Close it after the last call.");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      ask.result.cancel(false);
    }
  }

  /** Returns a failure with the stack trace of the caller. */
  private static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof StoreUnavailableException) {
      return new StoreUnavailableException(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof SchemaException) {
      return new SchemaException(String.valueOf(cause.getMessage()));
    }
    return new IllegalStateException(
        "The rate limiter failed. See the cause, and correct it there.", cause);
  }

  private void run() {
    for (List<Ask> asks = next(); !asks.isEmpty(); asks = next()) {
      try {
        askTogether(asks);
      } catch (SQLException e) {
        fail(asks, failure(e));
      } catch (RuntimeException | Error e) {
        fail(asks, e);
      }
    }
  }

  private static OuraException failure(SQLException failure) {
    String reason = SqlFailure.reason(failure);
    return SqlFailure.isUnavailable(failure)
        ? new StoreUnavailableException(
            "The database of the rate limiter cannot be reached ("
                + reason
                + "). Check that it is running, and the URL of the DataSource; or try again later.")
        : new SchemaException(
            "The rate limiter cannot use its tables ("
                + reason
                + "). Check the database, the role and the password of the DataSource, and the rights"
                + " of the role.");
  }

  private void fail(List<Ask> asks, Throwable failure) {
    logChange(failure);
    asks.forEach(ask -> ask.result.completeExceptionally(failure));
  }

  /** Logs the first of several failures, and the end of them. */
  private void logChange(@Nullable Throwable failure) {
    if (isAvailable && failure != null) {
      LOG.log(
          Level.WARNING,
          () ->
              failure instanceof OuraException
                  ? String.valueOf(failure.getMessage())
                  : "The rate limiter failed with " + failure.getClass().getName());
    } else if (!isAvailable && failure == null) {
      LOG.log(Level.INFO, "The database of the rate limiter responds again.");
    }
    isAvailable = failure == null;
  }

  /** Returns the requests to ask for together, in their order; none if the thread may end. */
  private List<Ask> next() {
    List<Ask> asks = new ArrayList<>();
    lock.lock();
    try {
      while (!waiting.isEmpty() && asks.size() < MOST_AT_ONCE) {
        Ask ask = waiting.remove();
        if (!ask.result.isDone()) {
          asks.add(ask);
        }
      }
      isRunning = !asks.isEmpty();
    } finally {
      lock.unlock();
    }
    return asks;
  }

  private void askTogether(List<Ask> asks) throws SQLException {
    Map<@Nullable String, Hold> reported = holds();
    List<Ask> requests = asks.stream().filter(ask -> ask.wantsPermit).toList();
    List<@Nullable String> tokens = new ArrayList<>();
    requests.forEach(request -> tokens.add(request.tokenHash));
    PermitStore.Response response = store.acquire(tokens, reported.values());
    forget(reported);
    logChange(null);
    availablePermits = response.available();
    distribute(response, requests);
    asks.forEach(ask -> ask.result.complete(new Result(response.sentAt(), 0, 0)));
  }

  private Map<@Nullable String, Hold> holds() {
    lock.lock();
    try {
      return new HashMap<>(holds);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets holds that were recorded, unless they have changed in the meantime. */
  private void forget(Map<@Nullable String, Hold> recorded) {
    lock.lock();
    try {
      recorded.forEach(holds::remove);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells each request its result. Those that wait for permits of the application are told
   * different times, in their order, so that they do not all ask again for the next one.
   */
  private void distribute(PermitStore.Response response, List<Ask> requests) {
    List<Long> releases = response.releases();
    long now = response.receivedAt();
    if (!releases.isEmpty()) {
      bounds.set(null, now + releases.get(0), now);
    }
    int ahead = 0;
    for (int i = 0; i < requests.size(); i++) {
      Ask request = requests.get(i);
      long wait = response.waits().get(i);
      long tokenWait = response.tokenWaits().get(i);
      if (tokenWait > 0) {
        bounds.set(request.tokenHash, now + tokenWait, now);
      }
      if (wait > tokenWait && !releases.isEmpty()) {
        wait = Math.max(wait, releases.get(Math.min(ahead++, releases.size() - 1)));
      }
      request.result.complete(new Result(response.sentAt(), wait, now + wait));
    }
  }

  /** Ends the waits of all callers, and the thread once the database has responded. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      waiting.forEach(ask -> ask.result.cancel(false));
      waiting.clear();
    } finally {
      lock.unlock();
    }
    thread.shutdown();
  }
}
