// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts the requests of several processes where Oura counts them: at the server. */
@Timeout(120)
class LimiterProcessesTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final byte[] PERSON = "{\"id\": \"1\"}".getBytes(StandardCharsets.UTF_8);

  private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
  private final CountDownLatch some = new CountDownLatch(5);
  private final CountDownLatch enough = new CountDownLatch(2 * LimiterProcess.LIMIT.requests() + 1);
  private final List<Process> processes = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          arrivals.add(System.nanoTime());
          some.countDown();
          enough.countDown();
          exchange.sendResponseHeaders(200, PERSON.length);
          exchange.getResponseBody().write(PERSON);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    server.stop(0);
    threads.shutdownNow();
  }

  private Process startProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LimiterProcess.class.getName(),
                DATABASE.url(),
                "http://127.0.0.1:" + server.getAddress().getPort())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    processes.add(process);
    return process;
  }

  @Test
  void calls_ofSeveralProcessesOneOfWhichIsKilled_neverExceedTheLimitInAnyWindowAtTheServer()
      throws Exception {
    Process killed = startProcess();
    startProcess();
    assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
    killed.destroyForcibly().waitFor();
    startProcess();
    assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();

    int most = mostInAWindow(arrivals.stream().sorted().toList());
    int limit = LimiterProcess.LIMIT.requests();
    assertThat(most).isBetween(limit / 2, limit);
  }

  private static int mostInAWindow(List<Long> times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= LimiterProcess.LIMIT.window().toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
