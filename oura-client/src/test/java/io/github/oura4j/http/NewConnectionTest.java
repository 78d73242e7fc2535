// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that cannot be repeated are not sent on connections that may be about to be closed. */
@Timeout(60)
class NewConnectionTest {
  private static final int REQUESTS = 200;

  private final Set<Socket> used = ConcurrentHashMap.newKeySet();

  /** Resets the second request on each connection. */
  private void respondOnce(Socket socket, ScriptedServer.Act response)
      throws IOException, InterruptedException {
    (used.add(socket) ? response : ScriptedServer.reset("")).to(socket, null);
  }

  private static OuraRequest request(String method, ScriptedServer server) {
    return OuraRequest.of(
        method, URI.create(server.baseUrl() + "/oauth/token"), Duration.ofSeconds(20));
  }

  private ScriptedServer serverWith(ScriptedServer.Act response) throws IOException {
    return new ScriptedServer((socket, closed) -> respondOnce(socket, response));
  }

  private static Transport transport() {
    return new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(20), 100_000);
  }

  @Test
  void send_ofRequestsThatChangeSomething_usesANewConnectionForEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ScriptedServer server = serverWith(ScriptedServer.json("{}"));
        Transport transport = transport()) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        calls.add(
            () -> transport.send(request("POST", server).withBody(new byte[] {'x'})).status());
      }
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(200);
      }
      assertThat(server.requests()).hasSize(REQUESTS);
      assertThat(server.keepsOneConnectionAtMost()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void send_afterAChunkedResponse_usesANewConnection() throws Exception {
    byte[] chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (ScriptedServer server = serverWith(ScriptedServer.say(chunked));
        Transport transport = transport()) {
      for (int i = 0; i < 5; i++) {
        assertThat(transport.send(request("DELETE", server)).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void send_ofRequestsThatRead_reusesTheConnection() throws Exception {
    try (ScriptedServer server = serverWith(ScriptedServer.json("{}"));
        Transport transport = transport()) {
      transport.send(request("GET", server));

      assertThatThrownBy(() -> transport.send(request("GET", server)))
          .isInstanceOf(IOException.class);
      assertThat(used).hasSize(1);
    }
  }
}
