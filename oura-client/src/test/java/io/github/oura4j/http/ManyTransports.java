// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Opens and closes a number of clients and transports, each of which sends requests, and prints how
 * many of the JDK's HTTP clients, of their threads and of sockets remain.
 */
final class ManyTransports {
  private ManyTransports() {}

  public static void main(String[] arguments) throws Exception {
    URI server = URI.create(arguments[0]);
    int clients = Integer.parseInt(arguments[1]);
    int calls = Integer.parseInt(arguments[2]);
    for (int i = 0; i < clients; i++) {
      openAndClose(server, calls);
    }
    // The JDK closes in the background.
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads("") > Long.parseLong(arguments[3]) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    System.out.println(threads("SelectorManager") + " " + threads("") + " " + sockets());
  }

  private static void openAndClose(URI server, int calls) throws Exception {
    try (OuraClient oura =
            OuraClient.builder()
                .baseUrl(server.toString())
                .credentials(Credentials.token("t"))
                .build();
        Transport transport =
            new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(20), 100_000)) {
      for (int i = 0; i < calls; i++) {
        oura.personalInfo().get();
        transport.send(OuraRequest.of("DELETE", server, Duration.ofSeconds(20)));
      }
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient.*" + name + ".*"))
        .count();
  }

  private static long sockets() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.filter(ManyTransports::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
