// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several processes refresh the tokens of one person while one after another is killed. The
 * simulator revokes all access on the first reuse of a refresh token. {@code
 * -Doura4j.rotations=100} is the large version.
 */
class KilledProcessesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  private static final int ROTATIONS = Integer.getInteger("oura4j.rotations", 6);
  private static final int PROCESSES = ROTATIONS >= 100 ? 4 : 2;
  private static final int THREADS = 3;

  /** A process that was started on a busy machine gets the time to refresh something. */
  private static final int ROTATIONS_BETWEEN_KILLS = 2;

  /** Only ends a test that hangs. */
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  private final Random random = new Random(5);
  private final AtomicLong successes = new AtomicLong();
  private final Set<String> unexpectedLines = ConcurrentHashMap.newKeySet();
  private final List<Process> processes = new ArrayList<>();

  @Test
  void refresh_whileProcessesAreKilled_neverReusesARefreshToken() throws Exception {
    TokenStore store = PostgresTokenStore.of(database.dataSource(), TestKeys.KEYS, 5);
    try (OuraSimulator simulator =
            OuraSimulator.builder().accessTokenLifetime(Duration.ofSeconds(1)).start();
        OAuthClient oauth =
            OAuthClient.builder("simulated-client-id", "simulated-client-secret")
                .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()))
                .redirectUri("http://localhost/callback")
                .build()) {
      authorize(simulator, oauth, store);
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(launch(simulator));
      }
      int kills = 0;
      int lost = 0;
      long rotationsAtKill = 0;
      Instant lastKill = Instant.MIN;
      long end = System.nanoTime() + TIME_LIMIT.toNanos();
      while ((simulator.authorization().refreshes() < ROTATIONS || kills < 2)
          && System.nanoTime() < end) {
        Thread.sleep(20);
        Optional<Instant> lostAt = lostAt(store);
        if (lostAt.isPresent()) {
          assertThat(lostAt.get()).as("a pair is lost by a kill alone").isBefore(lastKill);
          lost++;
          authorize(simulator, oauth, store);
        }
        long rotations = simulator.authorization().refreshes();
        if (rotations >= rotationsAtKill + ROTATIONS_BETWEEN_KILLS) {
          int victim = random.nextInt(processes.size());
          processes.get(victim).destroyForcibly().waitFor();
          lastKill = Instant.now();
          processes.set(victim, launch(simulator));
          kills++;
          rotationsAtKill = rotations;
        }
      }
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }

      System.out.printf(
          "%d processes: %d rotations, %d kills, %d pairs lost, %d reuses, %d calls%n",
          PROCESSES,
          simulator.authorization().refreshes(),
          kills,
          lost,
          simulator.authorization().reusedRefreshTokens(),
          successes.get());
      assertThat(simulator.authorization().reusedRefreshTokens()).as("reuses").isZero();
      assertThat(simulator.authorization().refreshes()).isGreaterThanOrEqualTo(ROTATIONS);
      assertThat(unexpectedLines).isEmpty();
      assertThat(lost).as("lost pairs, at most one for each kill").isLessThanOrEqualTo(kills);
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

  /** Returns when the intent of a refresh was saved that a killed process left behind. */
  private static Optional<Instant> lostAt(TokenStore store) {
    // The process that refreshes holds the lock.
    return refreshSentAt(store).isEmpty()
        ? Optional.empty()
        : store.withLock("one", () -> refreshSentAt(store));
  }

  private static Optional<Instant> refreshSentAt(TokenStore store) {
    return Optional.ofNullable(store.find("one").orElseThrow().refreshSentAt());
  }

  private Process launch(OuraSimulator simulator) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RotatingProcess.class.getName(),
                simulator.baseUrl(),
                database.url(),
                String.valueOf(THREADS))
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
        } else if (line.startsWith("UNEXPECTED") && process.isAlive()) {
          unexpectedLines.add(line);
        }
      }
    } catch (IOException | UncheckedIOException killed) {
      // The last line of a killed process may be incomplete.
    }
  }
}
