// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedFault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Fifty threads on one client against a simulator that spoils one answer in five, in every way it
 * knows: run by hand, with the number of seconds, 600 unless given. Fails when an answer was wrong,
 * when the counts of both sides differ, or when threads are left over.
 */
public final class Soak {
  private static final int THREADS = 50;
  private static final Set<SimulatedFault> SILENT =
      EnumSet.range(SimulatedFault.CONNECTION_RESET, SimulatedFault.DELAYED_RESPONSE);

  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final AtomicLong received = new AtomicLong();

  private Soak() {}

  /**
   * Runs the soak.
   *
   * @param arguments the number of seconds
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    long seconds = arguments.length == 0 ? 600 : Long.parseLong(arguments[0]);
    System.exit(new Soak().run(Duration.ofSeconds(seconds)) ? 0 : 1);
  }

  private boolean run(Duration length) throws InterruptedException {
    int threadsBefore = Thread.activeCount();
    Map<SimulatedFault, Long> faults;
    long heapEarly;
    long heapLate;
    try (OuraSimulator simulator = OuraSimulator.builder().faults(5).start()) {
      try (OuraClient oura = client(simulator)) {
        LocalDate day = simulator.person().newestDay().minusDays(20);
        List<DailySleep> truth = simulator.person().documents(DailySleep.class, day, day);
        long end = System.nanoTime() + length.toNanos();
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
          callers.execute(() -> callUntil(end, oura, day, truth));
        }
        callers.shutdown();
        callers.awaitTermination(length.toMillis() / 4, TimeUnit.MILLISECONDS);
        heapEarly = heapInUse();
        callers.awaitTermination(length.toMillis() + 600_000, TimeUnit.MILLISECONDS);
        heapLate = heapInUse();
      }
      faults = simulator.faults();
      received.set(simulator.requestCount());
    }
    return report(length, faults, heapEarly, heapLate, threadsBefore);
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

  private void callUntil(long end, OuraClient oura, LocalDate day, List<DailySleep> truth) {
    while (System.nanoTime() - end < 0) {
      try {
        boolean same = oura.dailySleep().list(DateRange.between(day, day)).equals(truth);
        (same ? right : wrong).increment();
      } catch (OuraException e) {
        count(errors, e.getClass().getSimpleName());
      }
    }
  }

  private static void count(Map<String, LongAdder> counters, String name) {
    counters.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  /** Waits for the threads of pools that let go of them after a minute. */
  private static int threadsOnceIdle(int expected) throws InterruptedException {
    for (int seconds = 0; seconds < 90 && Thread.activeCount() > expected; seconds++) {
      TimeUnit.SECONDS.sleep(1);
    }
    return Thread.activeCount();
  }

  private boolean report(
      Duration length,
      Map<SimulatedFault, Long> faults,
      long heapEarly,
      long heapLate,
      int threadsBefore)
      throws InterruptedException {
    int threadsAfter = threadsOnceIdle(threadsBefore + 1);
    System.out.printf(
        "%d s, %d threads%nright answers   %d%nwrong answers   %d%nfinal errors    %s%n",
        length.toSeconds(), THREADS, right.sum(), wrong.sum(), new TreeMap<>(errors));
    System.out.printf(
        "attempts        %d, by outcome %s%nsimulator got   %d, and spoilt %s%n",
        attempts.sum(), new TreeMap<>(outcomes), received.get(), faults);
    System.out.printf(
        "heap            %d MiB at a quarter, %d MiB at the end%nthreads         %d before, %d after%n",
        heapEarly, heapLate, threadsBefore, threadsAfter);
    return wrong.sum() == 0
        && countsMatch(faults)
        && threadsAfter <= threadsBefore + 1
        && right.sum() > 0;
  }

  /**
   * Every request that came is an attempt of ours. Where the machine is busy, some attempts time
   * out before they get there: they had no answer, and no fault accounts for that.
   */
  private boolean countsMatch(Map<SimulatedFault, Long> faults) {
    long lost = attempts.sum() - received.get();
    long silenced = SILENT.stream().mapToLong(faults::get).sum();
    LongAdder silent = outcomes.getOrDefault("none", new LongAdder());
    return lost >= 0 && lost <= silent.sum() - silenced;
  }

  private final class Counter implements CallListener {
    @Override
    public void onAttempt(CallAttempt attempt) {
      attempts.increment();
      count(outcomes, attempt.outcome());
    }
  }
}
