// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A soak test: 50 threads share one client that reads from a simulator which corrupts responses in
 * every way that it supports. Ten of them read long lists with four requests at once, and every
 * other time stop after the first sample. Run by hand; the first argument is the duration in
 * seconds, 600 by default, and the second one how many responses there are for each corrupted one:
 * 5 by default, and 0 for none. Prints its progress every ten seconds. Fails when a result was
 * wrong, when client and simulator counted different numbers of requests, or when threads or
 * connections leak.
 */
public final class Soak {
  private static final int THREADS = 50;
  private static final int MAX_FETCH_THREADS = 64;
  private static final ListOptions PARALLEL = ListOptions.defaults().withParallelRequests(4);
  private static final int SECONDS_BETWEEN_REPORTS = 10;
  private static final Set<SimulatedFault> WITHOUT_RESPONSE =
      EnumSet.range(SimulatedFault.CONNECTION_RESET, SimulatedFault.DELAYED_RESPONSE);

  private final LongAdder correct = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final LongAdder cutShort = new LongAdder();
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final AtomicLong received = new AtomicLong();

  private Soak() {}

  /**
   * Runs the soak test. The process exits with status 1 when it failed.
   *
   * @param arguments the duration in seconds, and the interval between corrupted responses
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    long seconds = arguments.length == 0 ? 600 : Long.parseLong(arguments[0]);
    int faultInterval = arguments.length < 2 ? 5 : Integer.parseInt(arguments[1]);
    System.exit(new Soak().run(Duration.ofSeconds(seconds), faultInterval) ? 0 : 1);
  }

  private boolean run(Duration duration, int faultInterval) throws InterruptedException {
    int threadsBefore = Thread.activeCount();
    Map<SimulatedFault, Long> faults;
    Footprint early;
    Footprint late;
    ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
    Future<?> unused =
        progress.scheduleAtFixedRate(
            this::printProgress,
            SECONDS_BETWEEN_REPORTS,
            SECONDS_BETWEEN_REPORTS,
            TimeUnit.SECONDS);
    try (OuraSimulator simulator = simulator(faultInterval)) {
      try (OuraClient oura = client(simulator)) {
        LocalDate day = simulator.person().newestDay().minusDays(20);
        List<DailySleep> expected = simulator.person().documents(DailySleep.class, day, day);
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
          Runnable call =
              i % 5 == 0 ? parallelCalls(oura, simulator) : () -> list(oura, day, expected);
          callers.execute(() -> callUntil(end, call));
        }
        callers.shutdown();
        callers.awaitTermination(duration.toMillis() / 4, TimeUnit.MILLISECONDS);
        early = footprint();
        callers.awaitTermination(duration.toMillis() + 600_000, TimeUnit.MILLISECONDS);
        late = footprint();
      }
      faults = simulator.faults();
      received.set(simulator.requestCount());
    } finally {
      progress.shutdownNow();
    }
    return report(duration, faults, early, late, threadsBefore);
  }

  private static OuraSimulator simulator(int faultInterval) {
    OuraSimulator.Builder simulator = OuraSimulator.builder();
    return (faultInterval == 0 ? simulator : simulator.faults(faultInterval)).start();
  }

  private void printProgress() {
    System.out.printf(
        "%d correct, %d wrong, %d attempts, final errors %s%n%s%n",
        correct.sum(), wrong.sum(), attempts.sum(), new TreeMap<>(errors), Footprint.now());
  }

  private OuraClient client(OuraSimulator simulator) {
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token(simulator.token()))
        .rateLimit(new RateLimit(10_000_000, Duration.ofMinutes(5)))
        .readTimeout(Duration.ofSeconds(1))
        .listener(new Counter())
        .build();
  }

  private void callUntil(long end, Runnable call) {
    while (System.nanoTime() - end < 0) {
      try {
        call.run();
      } catch (OuraException e) {
        count(errors, e.getClass().getSimpleName());
      }
    }
  }

  private void list(OuraClient oura, LocalDate day, List<DailySleep> expected) {
    check(oura.dailySleep().list(DateRange.between(day, day)).equals(expected));
  }

  /** Reads eight days of heart rate, and the first sample of them, in turns. */
  private Runnable parallelCalls(OuraClient oura, OuraSimulator simulator) {
    Instant end = simulator.person().newestDay().atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant start = end.minus(Duration.ofDays(8));
    TimeRange range = TimeRange.between(start, end);
    List<HeartRate> expected = simulator.person().heartRate(start, end).toList();
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      boolean isWhole = calls.getAndIncrement() % 2 == 0;
      check(
          isWhole
              ? oura.heartRate().list(range, PARALLEL).equals(expected)
              : oura.heartRate()
                  .iterate(range, PARALLEL)
                  .iterator()
                  .next()
                  .equals(expected.get(0)));
    };
  }

  private void check(boolean isCorrect) {
    (isCorrect ? correct : wrong).increment();
  }

  private static void count(Map<String, LongAdder> counters, String name) {
    counters.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  private static Footprint footprint() {
    System.gc();
    return Footprint.now();
  }

  /** Waits for thread pools to release idle threads, which they do after a minute. */
  private static int threadsOnceIdle(int expected) throws InterruptedException {
    for (int seconds = 0; seconds < 90 && Thread.activeCount() > expected; seconds++) {
      if (seconds % SECONDS_BETWEEN_REPORTS == 0) {
        System.out.printf("waiting for %d threads%n", Thread.activeCount() - expected);
      }
      TimeUnit.SECONDS.sleep(1);
    }
    return Thread.activeCount();
  }

  private boolean report(
      Duration duration,
      Map<SimulatedFault, Long> faults,
      Footprint early,
      Footprint late,
      int threadsBefore)
      throws InterruptedException {
    int threadsAfter = threadsOnceIdle(threadsBefore + 1);
    System.out.printf(
        "%d s, %d threads%ncorrect results  %d%nwrong results    %d%nfinal errors     %s%n",
        duration.toSeconds(), THREADS, correct.sum(), wrong.sum(), new TreeMap<>(errors));
    System.out.printf(
        "attempts         %d, by outcome %s, and %d cut short%n"
            + "received         %d requests, injected faults %s%n",
        attempts.sum(), new TreeMap<>(outcomes), cutShort.sum(), received.get(), faults);
    System.out.printf(
        "after a quarter  %s%nat the end       %s%nthreads          %d before, %d after%n",
        early, late, threadsBefore, threadsAfter);
    return wrong.sum() == 0
        && countsMatch(faults)
        && threadsAfter <= threadsBefore + 1
        && late.fetchThreads() <= MAX_FETCH_THREADS
        && late.openFiles() <= 2 * early.openFiles()
        && correct.sum() > 0;
  }

  /**
   * Returns whether the client's attempts match the requests that the simulator received. On a busy
   * machine some attempts time out before they arrive; these have no response and no injected
   * fault. An attempt that was cut short, because its list had failed or its client was closed, may
   * have arrived, and is not reported.
   */
  private boolean countsMatch(Map<SimulatedFault, Long> faults) {
    long lost = attempts.sum() - received.get();
    long withoutResponse = WITHOUT_RESPONSE.stream().mapToLong(faults::get).sum();
    LongAdder noResponse = outcomes.getOrDefault("none", new LongAdder());
    return lost >= -cutShort.sum()
        && lost <= Math.max(0, noResponse.sum() + cutShort.sum() - withoutResponse);
  }

  private final class Counter implements CallListener {
    @Override
    public void onAttempt(CallAttempt attempt) {
      attempts.increment();
      count(outcomes, attempt.outcome());
    }

    @Override
    public void onEnd(CallAttempt last) {
      if (last.outcome().equals("interrupted") || last.outcome().equals("closed")) {
        cutShort.increment();
      }
    }
  }
}
