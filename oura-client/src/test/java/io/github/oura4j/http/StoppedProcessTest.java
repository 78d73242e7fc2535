// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The response to a process that was stopped for longer than its timeout is not thrown away. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class StoppedProcessTest {
  private static final Duration TIMEOUT = Duration.ofMillis(1500);

  private static void signal(String name, Process process) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void send_whenTheProcessIsStoppedForLongerThanTheTimeout_returnsTheResponse(String method)
      throws Exception {
    CompletableFuture<Process> child = new CompletableFuture<>();
    ScriptedServer.Act respond = ScriptedServer.json("{}");
    try (ScriptedServer server =
        new ScriptedServer(
            (socket, closed) -> {
              Process process = child.join();
              signal("STOP", process);
              respond.to(socket, closed);
              // The timeout has to elapse in the operating system, whose clock nobody can advance.
              Thread.sleep(TIMEOUT.plusMillis(300).toMillis());
              signal("CONT", process);
            })) {
      child.complete(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StoppedProcess.class.getName(),
                  server.baseUrl(),
                  Long.toString(TIMEOUT.toMillis()),
                  method)
              .redirectErrorStream(true)
              .start());

      byte[] output = child.join().getInputStream().readAllBytes();

      assertThat(new String(output, StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("200\n");
    } finally {
      child.join().destroyForcibly();
    }
  }
}
