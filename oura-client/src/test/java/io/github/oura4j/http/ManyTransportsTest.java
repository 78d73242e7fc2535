// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that were closed leave nothing behind. {@code -Doura4j.clients=300} opens and closes 300.
 */
@Timeout(180)
class ManyTransportsTest {
  private static final int MANY = Integer.getInteger("oura4j.clients", 30);

  /** The JDK keeps a socket of its own, which takes the place of those that it closes. */
  private static final int MAX_SOCKETS = 1;

  @Test
  void close_ofManyClients_leavesNothing() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{\"id\": \"x\"}"))) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ManyTransports.class.getName(),
                  server.baseUrl(),
                  Integer.toString(MANY),
                  Integer.toString(MAX_SOCKETS))
              .redirectErrorStream(true)
              .start();
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      Scanner remains = new Scanner(lines.get(lines.size() - 1));

      assertThat(remains.nextInt()).as("HTTP clients").isZero();
      assertThat(remains.nextInt()).as("threads of closed clients").isZero();
      assertThat(remains.nextInt()).as("sockets").isLessThanOrEqualTo(MAX_SOCKETS);
    }
  }
}
