// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end, or are stopped and continued, after they have sent a refresh token. */
@Timeout(120)
class StoppedProcessesTest {
  private static final String BODY =
      "{\"access_token\": \"next\", \"refresh_token\": \"s\", \"expires_in\": 86400}";
  private static final String RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
          .formatted(BODY.length(), BODY);

  @TempDir Path directory;
  private ServerSocket tokenEndpoint;
  private Process process;

  @BeforeEach
  void openTokenEndpoint() throws IOException {
    tokenEndpoint = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    tokenEndpoint.setSoTimeout(60_000);
  }

  @AfterEach
  void closeAll() throws IOException {
    tokenEndpoint.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private TokenStore store() {
    return TokenStore.inFolder(directory);
  }

  private void saveToken(Duration validity) {
    Instant now = Instant.now();
    store()
        .save(
            "one",
            new OAuthTokens(
                "first", "r", now.minus(Duration.ofHours(1)), now.plus(validity), Set.of()));
  }

  private void launch(Duration callTimeout) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RefreshingProcess.class.getName(),
                "http://127.0.0.1:" + tokenEndpoint.getLocalPort(),
                directory.toString(),
                String.valueOf(callTimeout.toMillis()))
            .redirectErrorStream(true)
            .start();
    try (Socket connection = tokenEndpoint.accept()) {
      readRequest(connection, "\r\n\r\n");
      respond(connection);
    }
  }

  private static void readTokenRequest(Socket connection) throws IOException {
    readRequest(connection, "client_secret=secret");
  }

  private static void readRequest(Socket connection, String end) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder request = new StringBuilder();
    while (!request.toString().contains(end)) {
      request.append((char) in.read());
    }
  }

  private static void respond(Socket connection) throws IOException {
    connection.getOutputStream().write(RESPONSE.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
  }

  private void assertPairIsStored() throws Exception {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    StoredTokens stored = store().find("one").orElseThrow();
    assertThat(stored.tokens().refreshToken()).as(printed).isEqualTo("s");
    assertThat(stored.refreshSentAt()).isNull();
  }

  @Test
  void exit_whileATokenIsRefreshedInTheBackground_waitsUntilThePairIsStored() throws Exception {
    saveToken(Duration.ofMinutes(4));
    launch(Duration.ofSeconds(30));
    try (Socket connection = tokenEndpoint.accept()) {
      readTokenRequest(connection);
      assertThat(process.inputReader().readLine()).isEqualTo("first");
      process.getOutputStream().close();
      respond(connection);

      assertPairIsStored();
    }
  }

  @Test
  void refresh_inAProcessThatIsStoppedForLongerThanTheTimeout_storesThePair() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "skipped: there is no /bin/kill");
    Duration timeout = Duration.ofSeconds(8);
    saveToken(Duration.ofMinutes(-1));
    launch(timeout);
    try (Socket connection = tokenEndpoint.accept()) {
      readTokenRequest(connection);
      process.getOutputStream().close();
      signal("-STOP");
      respond(connection);
      // The time that the process measures must really pass.
      assertThat(process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
      signal("-CONT");

      assertPairIsStored();
    }
  }

  private void signal(String signal) throws Exception {
    new ProcessBuilder("/bin/kill", signal, String.valueOf(process.pid())).start().waitFor();
  }
}
