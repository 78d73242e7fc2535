// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens and closes a number of clients and transports, each of which sends requests, and prints how
 * many of the JDK's HTTP clients remain, how many threads of others, and how many sockets.
 */
final class ManyTransports {
  private static final Pattern HTTP_THREAD = Pattern.compile("(HttpClient-\\d+)-(.*)");

  /** Stays referenced: the garbage collector must not do what closing has to do. */
  private static final List<AutoCloseable> CLOSED = new ArrayList<>();

  private ManyTransports() {}

  /** What remains in this process. */
  private record Remains(int clients, long threadsOfOthers, long sockets) {

    /**
     * Counts the selector threads, of which each open HTTP client has one, and what else is left.
     */
    static Remains now() throws IOException {
      List<Matcher> threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(thread -> HTTP_THREAD.matcher(thread.getName()))
              .filter(Matcher::matches)
              .toList();
      Set<String> clients =
          threads.stream()
              .filter(thread -> thread.group(2).equals("SelectorManager"))
              .map(thread -> thread.group(1))
              .collect(Collectors.toSet());
      return new Remains(
          clients.size(),
          threads.stream().filter(thread -> !clients.contains(thread.group(1))).count(),
          openSockets());
    }
  }

  /** The arguments are the server, the number of clients, and how many sockets may remain. */
  public static void main(String[] arguments) throws Exception {
    URI server = URI.create(arguments[0]);
    int clients = Integer.parseInt(arguments[1]);
    int maxSockets = Integer.parseInt(arguments[2]);
    for (int i = 0; i < clients; i++) {
      openAndClose(server);
    }
    // The JDK closes in the background.
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Remains remains = Remains.now();
    while ((remains.clients() > 0
            || remains.threadsOfOthers() > 0
            || remains.sockets() > maxSockets)
        && System.nanoTime() < deadline) {
      Thread.sleep(200);
      remains = Remains.now();
    }
    System.out.println(
        remains.clients() + " " + remains.threadsOfOthers() + " " + remains.sockets());
  }

  private static void openAndClose(URI server) throws Exception {
    try (OuraClient oura =
            OuraClient.builder()
                .baseUrl(server.toString())
                .credentials(Credentials.token("t"))
                .build();
        Transport transport =
            new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(20), 100_000)) {
      CLOSED.add(oura);
      CLOSED.add(transport);
      oura.personalInfo().get();
      transport.send(OuraRequest.of("DELETE", server, Duration.ofSeconds(20)));
    }
  }

  private static long openSockets() throws IOException {
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
