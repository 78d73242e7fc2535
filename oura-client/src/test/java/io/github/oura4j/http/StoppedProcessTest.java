// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The responses to a process that was stopped for longer than its timeout are not thrown away. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class StoppedProcessTest {
  /** The process must be stopped within this time after it has sent its requests. */
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final CountDownLatch received = new CountDownLatch(2);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch responded = new CountDownLatch(2);

  @Test
  void send_whenTheProcessIsStoppedForLongerThanTheTimeout_returnsTheResponse() throws Exception {
    ScriptedServer.Act respond = ScriptedServer.json("{}");
    ScriptedServer.Act respondAfterStop =
        (socket, closed) -> {
          received.countDown();
          stopped.await();
          respond.to(socket, closed);
          responded.countDown();
        };
    try (ScriptedServer server = new ScriptedServer(respond, respondAfterStop)) {
      Process process = launch(server);
      try {
        received.await();
        signal("STOP", process);
        stopped.countDown();
        responded.await();
        // The timeout has to elapse in the operating system, whose clock nobody can advance.
        Thread.sleep(TIMEOUT.toMillis());
        signal("CONT", process);

        byte[] output = process.getInputStream().readAllBytes();

        assertThat(new String(output, StandardCharsets.UTF_8).lines())
            .containsExactlyInAnyOrder("POST 200", "GET 200", "POST 200");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static Process launch(ScriptedServer server) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoppedProcess.class.getName(),
            server.baseUrl(),
            Long.toString(TIMEOUT.toMillis()))
        .redirectErrorStream(true)
        .start();
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
