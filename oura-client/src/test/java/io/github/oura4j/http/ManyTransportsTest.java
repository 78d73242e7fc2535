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
 * Clients that were closed leave nothing behind, or on Java 17 no more than a single one. A client
 * that is not closed leaves more than three threads and a socket, so a few show a leak; {@code
 * -Doura4j.clients=300} opens and closes 300.
 */
@Timeout(120)
class ManyTransportsTest {
  private static final int MANY = Integer.getInteger("oura4j.clients", 30);
  private static final boolean CAN_CLOSE = Runtime.version().feature() >= 21;

  /**
   * What may remain on Java 17, where transports share HTTP clients: one whose connections are
   * reused and a few that send on new connections, whose pools of threads grow by chance.
   */
  private static final int SHARED_CLIENTS = 6;

  private static final int SHARED_THREADS = 60;

  /** What remains in a process: the JDK's HTTP clients, all of their threads, and sockets. */
  private record Remains(int clients, int threads, int sockets) {}

  private static Remains remainsOf(int clients, int calls) throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{\"id\": \"x\"}"))) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // The garbage collector must not do what closing has to do.
                  "-Xmx512m",
                  "-Xmn384m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ManyTransports.class.getName(),
                  server.baseUrl(),
                  Integer.toString(clients),
                  Integer.toString(calls),
                  Integer.toString(CAN_CLOSE ? 0 : SHARED_THREADS))
              .redirectErrorStream(true)
              .start();
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      Scanner numbers = new Scanner(lines.get(lines.size() - 1));
      return new Remains(numbers.nextInt(), numbers.nextInt(), numbers.nextInt());
    }
  }

  @Test
  void close_ofManyClients_leavesNoMoreThanOneWouldLeave() throws Exception {
    Remains one = remainsOf(1, MANY);
    Remains many = remainsOf(MANY, 1);

    System.out.printf(
        "Java %d: one client leaves %s, %d leave %s%n",
        Runtime.version().feature(), one, MANY, many);
    assertThat(many.clients()).isLessThanOrEqualTo(CAN_CLOSE ? 0 : SHARED_CLIENTS);
    assertThat(many.threads()).isLessThanOrEqualTo(CAN_CLOSE ? 0 : SHARED_THREADS);
    assertThat(many.sockets()).isLessThanOrEqualTo(one.sockets());
  }
}
