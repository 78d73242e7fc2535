// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.simulator.OuraSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes with several threads each refresh the tokens of one person while one process
 * after another is killed. The simulator revokes all access on the first reuse of a refresh token.
 * The default is small enough for every build; {@code -Doura4j.rotations=200} runs 8 processes with
 * 8 threads each and kills one process per second.
 */
class KilledProcessesTest {
  private static final int ROTATIONS = Integer.getInteger("oura4j.rotations", 20);
  private static final boolean IS_FULL = ROTATIONS >= 200;
  private static final int PROCESSES = IS_FULL ? 8 : 3;
  private static final int THREADS = IS_FULL ? 8 : 4;
  private static final Duration KILL_INTERVAL = Duration.ofMillis(IS_FULL ? 1000 : 700);

  /**
   * On a busy machine, processes take long to start: the next one is killed only after progress.
   */
  private static final int MIN_ROTATIONS_BETWEEN_KILLS = 2;

  /** Only ends a test that hangs. */
  private static final Duration TIME_LIMIT = Duration.ofMinutes(30);

  /** How many times faster than real time the processes' clocks run. */
  private static final long CLOCK_SPEED = IS_FULL ? 1 : 4;

  @TempDir Path directory;

  private final Instant start = Instant.now();
  private final Random random = new Random(5);
  private final AtomicLong successes = new AtomicLong();
  private final ConcurrentLinkedQueue<Long> refreshMicros = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> unexpectedLines = new ConcurrentLinkedQueue<>();
  private final AtomicLong lostRaces = new AtomicLong();
  private final List<Process> processes = new ArrayList<>();

  @Test
  void refresh_whileProcessesAreKilled_neverReusesARefreshToken() throws Exception {
    TokenStore store = TokenStore.inFolder(directory);
    Clock clock = new RotatingProcess.AcceleratedClock(start, CLOCK_SPEED);
    try (OuraSimulator simulator =
            OuraSimulator.builder()
                .accessTokenLifetime(Duration.ofSeconds(1))
                .clock(clock)
                .start();
        OAuthClient oauth =
            OAuthClient.builder("simulated-client-id", "simulated-client-secret")
                .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()))
                .redirectUri("http://localhost/callback")
                .clock(clock)
                .build()) {
      authorize(simulator, oauth, store);
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(launch(simulator));
      }
      int kills = 0;
      int lost = 0;
      long end = System.nanoTime() + TIME_LIMIT.toNanos();
      long nextKill = System.nanoTime() + 3 * KILL_INTERVAL.toNanos();
      long rotationsAtKill = 0;
      while ((simulator.authorization().refreshes() < ROTATIONS
              || kills == 0
              || successes.get() == 0)
          && System.nanoTime() < end) {
        Thread.sleep(20);
        if (isLost(store)) {
          lost++;
          authorize(simulator, oauth, store);
        }
        long rotations = simulator.authorization().refreshes();
        if (System.nanoTime() > nextKill
            && rotations >= rotationsAtKill + MIN_ROTATIONS_BETWEEN_KILLS) {
          int victim = random.nextInt(processes.size());
          processes.get(victim).destroyForcibly().waitFor();
          processes.set(victim, launch(simulator));
          kills++;
          rotationsAtKill = rotations;
          nextKill = System.nanoTime() + KILL_INTERVAL.toNanos();
        }
      }
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }

      if (IS_FULL) {
        report(simulator, kills, lost);
      }
      assertThat(simulator.authorization().reusedRefreshTokens()).as("reuses").isZero();
      assertThat(simulator.authorization().refreshes()).isGreaterThanOrEqualTo(ROTATIONS);
      assertThat(unexpectedLines).isEmpty();
      assertThat(kills).isPositive();
      assertThat(lost).as("lost pairs, at most one per kill").isLessThanOrEqualTo(kills);
      assertThat(successes.get()).isPositive();
      assertThat(store.withLock("one", () -> store.find("one"))).isPresent();
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** Authorizes the person, at the start and after a pair was lost. */
  private static void authorize(OuraSimulator simulator, OAuthClient oauth, TokenStore store) {
    AuthorizationRequest request = oauth.authorize(Set.of(Scope.PERSONAL));
    String callback = simulator.authorization().allow(request.uri().toString());
    store.save("one", oauth.exchange(oauth.parseCallback(callback, request.state())));
  }

  /** Returns whether an intent is left over from a killed process. Reading must always work. */
  private static boolean isLost(TokenStore store) {
    return store.find("one").orElseThrow().refreshSentAt() != null
        && store.withLock("one", () -> store.find("one").orElseThrow().refreshSentAt() != null);
  }

  private Process launch(OuraSimulator simulator) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RotatingProcess.class.getName(),
                simulator.baseUrl(),
                directory.toString(),
                String.valueOf(THREADS),
                String.valueOf(CLOCK_SPEED),
                start.toString())
            .redirectErrorStream(true)
            .start();
    Thread reader = new Thread(() -> read(process));
    reader.setDaemon(true);
    reader.start();
    return process;
  }

  private void read(Process process) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("OK")) {
          successes.incrementAndGet();
        } else if (line.startsWith("WINDOW ")) {
          refreshMicros.add(Long.parseLong(line.substring("WINDOW ".length())));
        } else if (line.equals("STATUS 401")) {
          // Other processes refreshed the token twice between reading and using it.
          lostRaces.incrementAndGet();
        } else if (!line.equals("REAUTHORIZE") && process.isAlive()) {
          unexpectedLines.add(line);
        }
      }
    } catch (IOException | UncheckedIOException killed) {
      // The last line of a killed process may be incomplete.
    }
  }

  private void report(OuraSimulator simulator, int kills, int lost) throws Exception {
    for (Process process : processes) {
      process.waitFor(5, TimeUnit.SECONDS);
    }
    List<Long> sorted = refreshMicros.stream().sorted().toList();
    System.out.printf(
        "%d processes x %d threads: %d rotations, %d kills, %d pairs lost, %d reuses, %d"
            + " successful calls, %d lost races; from synced intent to synced pair: median %d us,"
            + " 99 %% %d us%n",
        PROCESSES,
        THREADS,
        simulator.authorization().refreshes(),
        kills,
        lost,
        simulator.authorization().reusedRefreshTokens(),
        successes.get(),
        lostRaces.get(),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100));
  }
}
