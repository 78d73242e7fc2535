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
 * Many processes of many threads refresh one person's tokens, against an Oura that revokes
 * everything on the first reuse, while one of them after the other is killed. In a build it is
 * small; with {@code -Doura4j.rotations=200} it is 8 processes of 8 threads, and a kill each
 * second.
 */
class KilledProcessesTest {
  private static final int ROTATIONS = Integer.getInteger("oura4j.rotations", 20);
  private static final boolean IS_FULL = ROTATIONS >= 200;
  private static final int PROCESSES = IS_FULL ? 8 : 3;
  private static final int THREADS = IS_FULL ? 8 : 4;
  private static final Duration BETWEEN_KILLS = Duration.ofMillis(IS_FULL ? 1000 : 700);
  private static final Duration TIME_LIMIT = Duration.ofSeconds(IS_FULL ? 900 : 60);

  /** How many times faster the processes' clocks run. */
  private static final long HASTE = IS_FULL ? 1 : 4;

  @TempDir Path directory;

  private final Instant start = Instant.now();
  private final Random random = new Random(5);
  private final AtomicLong answers = new AtomicLong();
  private final ConcurrentLinkedQueue<Long> windows = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicLong raced = new AtomicLong();
  private final List<Process> processes = new ArrayList<>();

  @Test
  void refresh_whileProcessesAreKilled_neverSpendsATokenTwice() throws Exception {
    TokenStore store = TokenStore.inFolder(directory);
    Clock clock = new RotatingProcess.Hasty(start, HASTE);
    try (OuraSimulator simulator =
            OuraSimulator.builder()
                .accessTokenLifetime(Duration.ofSeconds(1))
                .clock(clock)
                .start();
        OAuthClient oauth =
            OAuthClient.builder("simulated-client-id", "simulated-client-secret")
                .endpoints(OAuthEndpoints.current().at(simulator.baseUrl()))
                .redirectUri("http://localhost/callback")
                .clock(clock)
                .build()) {
      agree(simulator, oauth, store);
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(begin(simulator));
      }
      int kills = 0;
      int lost = 0;
      long end = System.nanoTime() + TIME_LIMIT.toNanos();
      long nextKill = System.nanoTime() + 3 * BETWEEN_KILLS.toNanos();
      while (simulator.authorization().refreshes() < ROTATIONS && System.nanoTime() < end) {
        Thread.sleep(20);
        if (isLost(store)) {
          lost++;
          agree(simulator, oauth, store);
        }
        if (System.nanoTime() > nextKill) {
          int victim = random.nextInt(processes.size());
          processes.get(victim).destroyForcibly().waitFor();
          processes.set(victim, begin(simulator));
          kills++;
          nextKill = System.nanoTime() + BETWEEN_KILLS.toNanos();
        }
      }
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }

      report(simulator, kills, lost);
      assertThat(simulator.authorization().reusedRefreshTokens()).as("reuses").isZero();
      assertThat(simulator.authorization().refreshes()).isGreaterThanOrEqualTo(ROTATIONS);
      assertThat(surprises).isEmpty();
      assertThat(kills).isPositive();
      assertThat(lost).as("pairs lost, at most one to each kill").isLessThanOrEqualTo(kills);
      assertThat(answers.get()).isGreaterThan(ROTATIONS);
      long free = System.nanoTime();
      store.withLock("one", () -> store.find("one").orElseThrow());
      assertThat(Duration.ofNanos(System.nanoTime() - free)).isLessThan(Duration.ofSeconds(5));
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** The person agrees, as after the login program or a loss. */
  private static void agree(OuraSimulator simulator, OAuthClient oauth, TokenStore store) {
    AuthorizationRequest question = oauth.authorize(Set.of(Scope.PERSONAL));
    String callback = simulator.authorization().allow(question.address().toString());
    store.keep("one", oauth.exchange(oauth.parseCallback(callback, question.state())));
  }

  /** A note of a refresh that nobody is at: its writer was killed. Reading must always work. */
  private static boolean isLost(TokenStore store) {
    return store.find("one").orElseThrow().refreshSentAt() != null
        && store.withLock("one", () -> store.find("one").orElseThrow().refreshSentAt() != null);
  }

  private Process begin(OuraSimulator simulator) throws IOException {
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
                String.valueOf(HASTE),
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
          answers.incrementAndGet();
        } else if (line.startsWith("WINDOW ")) {
          windows.add(Long.parseLong(line.substring("WINDOW ".length())));
        } else if (line.equals("STATUS 401")) {
          // Renewed by another process between asking for the token and using it, twice.
          raced.incrementAndGet();
        } else if (!line.equals("REAUTHORISE") && process.isAlive()) {
          surprises.add(line);
        }
      }
    } catch (IOException | UncheckedIOException killed) {
      // Its last line may be half a line.
    }
  }

  private void report(OuraSimulator simulator, int kills, int lost) throws Exception {
    for (Process process : processes) {
      process.waitFor(5, TimeUnit.SECONDS);
    }
    List<Long> sorted = windows.stream().sorted().toList();
    System.out.printf(
        "%d processes x %d threads: %d rotations, %d kills, %d pairs lost, %d reuses, %d answers,"
            + " %d raced; from forced intent to forced pair: median %d us, 99 %% %d us%n",
        PROCESSES,
        THREADS,
        simulator.authorization().refreshes(),
        kills,
        lost,
        simulator.authorization().reusedRefreshTokens(),
        answers.get(),
        raced.get(),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100));
  }
}
