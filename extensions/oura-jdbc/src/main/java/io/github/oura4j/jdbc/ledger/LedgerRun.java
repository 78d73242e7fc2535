// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.jdbc.SchemaException;
import io.github.oura4j.sync.HistoryOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of {@link HistoryRunner#run}: threads that take people from the ledger. */
final class LedgerRun {
  private static final Logger LOG = System.getLogger("io.github.oura4j");

  /** A sink that fails for everybody must not use up the attempts of a whole study. */
  private static final int MAX_FAILURES_IN_A_ROW = 10;

  private static final Duration PATIENCE_WITH_DATABASE = Duration.ofMinutes(5);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final RunnerSettings settings;
  private final LedgerDatabase database;
  private final Leases leases;
  private final Map<UUID, HeldLease> held = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private final Totals totals = new Totals();
  private volatile @Nullable Throwable fatal;

  LedgerRun(RunnerSettings settings) {
    this.settings = settings;
    this.database = settings.ledger().database();
    this.leases = settings.ledger().leases(settings.lease());
  }

  HistoryRunReport run() {
    if (leases.untilNext().isEmpty()) {
      return totals.report();
    }
    ExecutorService threads = Executors.newFixedThreadPool(settings.threads(), LedgerRun::thread);
    ScheduledExecutorService heartbeat =
        Executors.newSingleThreadScheduledExecutor(LedgerRun::thread);
    try {
      long period = leases.duration().toMillis() / 4;
      var unused =
          heartbeat.scheduleWithFixedDelay(
              this::prolongLeases, period, period, TimeUnit.MILLISECONDS);
      for (int i = 0; i < settings.threads(); i++) {
        threads.execute(this::work);
      }
      threads.shutdown();
      awaitEnd(threads);
    } finally {
      stopped.countDown();
      heartbeat.shutdownNow();
      releaseLeases();
    }
    throwFatal();
    return totals.report();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "oura-history-runner");
    thread.setDaemon(true);
    return thread;
  }

  private void awaitEnd(ExecutorService threads) {
    try {
      while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        if (isStopped()) {
          threads.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      stopped.countDown();
      threads.shutdownNow();
      awaitUninterruptibly(threads);
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The run was interrupted. What was fetched completely is stored, and the next run"
              + " continues.");
    }
  }

  private static void awaitUninterruptibly(ExecutorService threads) {
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          return;
        }
      } catch (InterruptedException e) {
        // The caller sets the flag again.
      }
    }
  }

  private void throwFatal() {
    Throwable failure = fatal;
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void stop(Throwable failure) {
    fatal = failure;
    stopped.countDown();
  }

  /** Works for one person after the other, until nobody is left. */
  private void work() {
    try {
      Duration longestPause = SHORTEST_WAIT;
      while (!isStopped()) {
        long claimedNanos = System.nanoTime();
        Optional<Lease> lease = patiently(leases::claim);
        if (lease.isPresent()) {
          workFor(new HeldLease(leases, lease.get(), claimedNanos));
          longestPause = SHORTEST_WAIT;
          continue;
        }
        Optional<Duration> wait = patiently(leases::untilNext);
        if (wait.isEmpty()) {
          return;
        }
        longestPause = shorter(longestPause.multipliedBy(2), LONGEST_WAIT);
        // Somebody who is due but cannot be leased is locked by another transaction.
        pause(wait.get().isZero() ? longestPause : shorter(wait.get(), longestPause));
      }
    } catch (InterruptedException | OuraInterruptedException e) {
      stopped.countDown();
    } catch (RuntimeException | Error e) {
      stop(e);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void pause(Duration wait) throws InterruptedException {
    long millis = Math.max(wait.toMillis(), SHORTEST_WAIT.toMillis());
    boolean unused = stopped.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for a database that cannot be reached. */
  private <T> T patiently(Supplier<T> query) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return query.get();
      } catch (LedgerException e) {
        boolean isOver = System.nanoTime() - start >= PATIENCE_WITH_DATABASE.toNanos();
        if (!e.isUnavailable() || isOver || isStopped()) {
          throw e;
        }
        pause(LONGEST_WAIT);
      }
    }
  }

  private void workFor(HeldLease lease) {
    UUID token = lease.lease().token();
    held.put(token, lease);
    try {
      attempt(new PersonUpdate(settings, access(lease), lease));
      held.remove(token);
    } catch (LeaseLostException e) {
      held.remove(token);
    } catch (LedgerException e) {
      // The lease expires, and somebody continues when the database is back.
      held.remove(token);
      if (!e.isUnavailable()) {
        throw e;
      }
    }
  }

  private LedgerAccess access(HeldLease lease) {
    return new LedgerAccess(database, lease.lease().person(), lease);
  }

  private void attempt(PersonUpdate update) {
    try {
      update.run(totals::addRows);
      failuresInARow.set(0);
    } catch (OuraInterruptedException | LeaseLostException | SchemaException e) {
      throw e;
    } catch (RuntimeException e) {
      log(e);
      update.saveFailure(e);
      countFailure(e);
    }
    end(update);
  }

  /** The messages of this library are in the ledger; those of others may contain health values. */
  private static void log(RuntimeException failure) {
    if (failure instanceof SinkFailedException) {
      LOG.log(Level.WARNING, "An update of a history failed.", failure);
    } else if (!(failure instanceof OuraException)) {
      LOG.log(Level.WARNING, "An update of a history failed.", new StackTraceOnly(failure));
    }
  }

  private void countFailure(RuntimeException failure) {
    boolean mayPass =
        failure instanceof ReauthorizationRequiredException
            || failure instanceof StoreUnavailableException
            || (failure instanceof LedgerException e && e.isUnavailable());
    if (!mayPass && failuresInARow.incrementAndGet() >= MAX_FAILURES_IN_A_ROW) {
      stop(failure);
    }
  }

  /** Ends the round of the person, or arranges another attempt. */
  private void end(PersonUpdate update) {
    Lease lease = update.lease().lease();
    PersonLedger.RoundState state = update.access().run(ledger -> ledger.state(settings.types()));
    if (state.canRetry() && lease.failedAttempts() + 1 < settings.maxAttempts()) {
      leases.retryLater(lease, settings.retryDelay(lease.failedAttempts()));
      totals.addRetry();
    } else {
      leases.endRound(lease, state.isComplete(), settings.updateInterval());
      totals.addPerson(state.outcomes());
    }
  }

  private void prolongLeases() {
    if (held.isEmpty()) {
      return;
    }
    try {
      long sentNanos = System.nanoTime();
      for (UUID token : leases.renew(held.keySet())) {
        HeldLease lease = held.get(token);
        if (lease != null) {
          lease.prolong(sentNanos);
        }
      }
    } catch (LedgerException | SchemaException e) {
      LOG.log(Level.WARNING, "Leases of the ledger could not be prolonged: {0}", e.getMessage());
    }
  }

  /** Lets other processes continue at once what this one does not finish. */
  private void releaseLeases() {
    if (held.isEmpty()) {
      return;
    }
    try {
      leases.release(held.keySet());
    } catch (LedgerException | SchemaException e) {
      LOG.log(Level.WARNING, "Leases of the ledger could not be released: {0}", e.getMessage());
    }
  }

  /** What this process did. Thread-safe. */
  private static final class Totals {
    private long people;
    private long retries;
    private long rows;
    private final Map<HistoryOutcome, Long> outcomes = new EnumMap<>(HistoryOutcome.class);

    synchronized void addRows(long stored) {
      rows += stored;
    }

    synchronized void addRetry() {
      retries++;
    }

    synchronized void addPerson(Map<HistoryOutcome, Long> results) {
      people++;
      results.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    }

    synchronized HistoryRunReport report() {
      return new HistoryRunReport(people, retries, rows, outcomes);
    }
  }
}
