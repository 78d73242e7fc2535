// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JdkTransportTest {
  private static final int LIMIT = 100_000;

  private final Transport transport =
      new JdkTransport(Duration.ofSeconds(5), Duration.ofMillis(400), LIMIT);
  private SingleResponseServer server;

  @AfterEach
  void stop() {
    transport.close();
    if (server != null) {
      server.close();
    }
  }

  private OuraResponse exchange(byte[]... pieces) throws Exception {
    return exchange(Duration.ofSeconds(10), pieces);
  }

  private OuraResponse exchange(Duration callTimeout, byte[]... pieces) throws Exception {
    server = SingleResponseServer.of(pieces);
    return transport.send(
        OuraRequest.of("GET", server.uri("/v2/x?secret=planted-31"), callTimeout));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body);
    }
    return compressed.toByteArray();
  }

  private static byte[] gzipResponse(byte[] body) {
    byte[] headers =
        text(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + body.length
                + "\r\n\r\n");
    return concat(headers, body);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Test
  void send_whenTheServerResponds_returnsStatusHeadersAndBody() throws Exception {
    OuraResponse response =
        exchange(text("HTTP/1.1 203 OK\r\nX-One: 1\r\nContent-Length: 2\r\n\r\n{}"));

    assertThat(response.status()).isEqualTo(203);
    assertThat(response.header("x-one")).contains("1");
    assertThat(response.body()).isEqualTo(text("{}"));
    assertThat(server.request()).contains("Accept-Encoding: gzip");
  }

  @Test
  void send_whenTheBodyIsCompressed_decompressesIt() throws Exception {
    assertThat(exchange(gzipResponse(gzip(text("{\"a\": 1}")))).body())
        .isEqualTo(text("{\"a\": 1}"));
  }

  @Test
  void send_whenTheDecompressedBodyIsHuge_stopsAtTheLimit() throws Exception {
    byte[] bomb = gzip(new byte[50 * LIMIT]);

    assertThatThrownBy(() -> exchange(gzipResponse(bomb)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + LIMIT);
  }

  @Test
  void send_whenTheCompressedBodyIsTruncated_fails() throws Exception {
    byte[] complete = gzip(text("{\"a\": 1}"));

    assertThatThrownBy(() -> exchange(gzipResponse(Arrays.copyOf(complete, complete.length - 6))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("truncated");
  }

  @Test
  void send_whenTheCompressedBodyHasSeveralMembers_concatenatesThem() throws Exception {
    byte[] members = concat(gzip(text("{\"a\"")), gzip(text(": 1}")));

    assertThat(exchange(gzipResponse(members)).body()).isEqualTo(text("{\"a\": 1}"));
  }

  @Test
  void send_whenTheCompressedBodyHasThousandsOfEmptyMembers_decompressesAll() throws Exception {
    byte[] empty = gzip(new byte[0]);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      members.write(empty);
    }

    assertThat(ContentEncoding.decode(List.of("gzip"), members.toByteArray(), LIMIT)).isEmpty();
    members.write(gzip(text("{}")));
    assertThat(ContentEncoding.decode(List.of("gzip"), members.toByteArray(), LIMIT))
        .isEqualTo(text("{}"));
  }

  @Test
  void send_whenTheGzipHeaderHasAllOptionalParts_skipsThem() throws Exception {
    byte[] plain = gzip(text("{\"a\": 1}"));
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0, 2, 0, 9, 9, 'n', 0, 0};
    CRC32 checksum = new CRC32();
    checksum.update(header);
    byte[] withChecksum =
        concat(header, new byte[] {(byte) checksum.getValue(), (byte) (checksum.getValue() >> 8)});
    byte[] body = concat(withChecksum, Arrays.copyOfRange(plain, 10, plain.length));

    assertThat(ContentEncoding.decode(List.of("gzip"), body, LIMIT)).isEqualTo(text("{\"a\": 1}"));
  }

  @Test
  void send_whenAnyByteOfTheCompressedBodyIsWrong_failsOrReturnsTheSame() throws Exception {
    byte[] right = text("{\"a\": 1}");
    byte[] body = gzip(right);
    for (int i = 0; i < body.length * 8; i++) {
      byte[] damaged = body.clone();
      damaged[i / 8] ^= (byte) (1 << i % 8);
      byte[] decoded;
      try {
        decoded = ContentEncoding.decode(List.of("gzip"), damaged, LIMIT);
      } catch (IOException malformed) {
        continue;
      }
      // The time stamp and the operating system in the header have no effect.
      assertThat(decoded).as("bit %d", i).isEqualTo(right);
    }
  }

  @Test
  void send_whenALaterMemberIsTruncatedAnywhere_fails() throws Exception {
    byte[] first = gzip(text("{\"a\": 1}"));
    byte[] second = gzip(text(" "));
    for (int length = 1; length < second.length; length++) {
      byte[] truncated = concat(first, Arrays.copyOf(second, length));

      assertThatThrownBy(() -> ContentEncoding.decode(List.of("gzip"), truncated, LIMIT))
          .as("truncated after %d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void send_whenTheBodyIsTooLarge_stopsAtTheLimit() {
    assertThatThrownBy(
            () ->
                exchange(
                    text("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"),
                    new byte[LIMIT + 1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "2x", "1e3", "0x2", "2,3", "99999999999999999999", "\u0662"})
  void send_whenTheContentLengthIsNoNumber_fails(String contentLength) {
    assertThatThrownBy(
            () ->
                exchange(
                    text("HTTP/1.1 200 OK\r\nContent-Length: " + contentLength + "\r\n\r\n{}")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void send_whenTheContentLengthIsSmallerThanTheBody_returnsThatMuch() throws Exception {
    assertThat(exchange(text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}")).body())
        .isEqualTo(text("{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Length: -1\r\n"})
  void send_whenTheContentLengthIsUnknown_returnsWhatComesBeforeTheEnd(String header)
      throws Exception {
    byte[] body = text("[" + " ".repeat(LIMIT - 2) + "]");

    assertThat(exchange(text("HTTP/1.1 200 OK\r\n" + header + "\r\n"), body).body())
        .isEqualTo(body);
  }

  @Test
  void send_whenTheBodyEndsEarly_fails() {
    assertThatThrownBy(
            () -> exchange(text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("connection was lost");
  }

  @Test
  void send_whenAPooledConnectionIsClosed_failsAndDoesNotResend() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.json("{}"), ScriptedServer.hangUp(""))) {
      OuraRequest request =
          OuraRequest.of("GET", URI.create(server.baseUrl() + "/v2/x"), Duration.ofSeconds(10));
      transport.send(request);

      assertThatThrownBy(() -> transport.send(request))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("connection was lost");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void send_whenRedirected_returnsTheResponseAndDoesNotFollow(int status) throws Exception {
    OuraResponse response =
        exchange(
            text(
                "HTTP/1.1 "
                    + status
                    + " Moved\r\n"
                    + "Location: https://elsewhere.example/\r\n"
                    + "Content-Length: 0\r\n\r\n"));

    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void send_whenTheServerStallsInTheBody_failsAfterTheReadTimeout() {
    assertThatThrownBy(
            () ->
                exchange(
                    text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
                    SingleResponseServer.STALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no byte received for 400 ms");
  }

  @Test
  void send_whenTheServerNeverResponds_failsAfterTheReadTimeout() {
    assertThatThrownBy(() -> exchange(SingleResponseServer.STALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no byte received for 400 ms");
  }

  @Test
  void send_whenTheCallTimeoutIsShorter_failsAfterTheCallTimeout() {
    assertThatThrownBy(() -> exchange(Duration.ofMillis(50), SingleResponseServer.STALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("within 50 ms");
  }

  @Test
  void send_withTheLongestCallTimeout_returnsTheResponse() throws Exception {
    byte[] response = text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(exchange(Duration.ofSeconds(Long.MAX_VALUE), response).status()).isEqualTo(200);
  }

  @Test
  void send_whenConnectingTakesLongerThanTheReadTimeout_waitsForTheConnectTimeout()
      throws Exception {
    try (FullBacklog unreachable = new FullBacklog();
        Transport impatient =
            new JdkTransport(Duration.ofMillis(300), Duration.ofMillis(20), LIMIT)) {
      assertThatThrownBy(() -> impatient.send(post(unreachable.baseUrl(), Duration.ofSeconds(10))))
          .isInstanceOf(ConnectException.class)
          .hasMessage("no connection within the connect timeout");
    }
  }

  @Test
  void send_whenTheCallTimesOutBeforeConnecting_reportsThatNothingWasSent() throws Exception {
    try (FullBacklog unreachable = new FullBacklog()) {
      assertThatThrownBy(() -> transport.send(post(unreachable.baseUrl(), Duration.ofMillis(100))))
          .isInstanceOf(ConnectException.class)
          .hasMessage("no connection within 100 ms");
    }
  }

  @Test
  void send_whenTheServerDoesNotSpeakTls_reportsThatNothingWasSent() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Long> greeting =
          new FutureTask<>(
              () -> {
                try (Socket socket = listener.accept()) {
                  socket.getOutputStream().write(text("220 mail.example ready\r\n"));
                  return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
              });
      new Thread(greeting).start();
      String baseUrl = "https://127.0.0.1:" + listener.getLocalPort();

      assertThatThrownBy(() -> transport.send(post(baseUrl, Duration.ofSeconds(10))))
          .isInstanceOf(SSLPeerUnverifiedException.class)
          .hasMessageContaining("does not use TLS");
    }
  }

  /** A server that closes each connection during the TLS handshake. */
  private static ServerSocket closesDuringTheHandshake(boolean resets) throws IOException {
    ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (listener) {
                while (true) {
                  Socket socket = listener.accept();
                  socket.getInputStream().read(new byte[10_000]);
                  socket.setSoLinger(resets, 0);
                  socket.close();
                }
              } catch (IOException e) {
                // Expected when the test ends.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return listener;
  }

  @ParameterizedTest
  @CsvSource({
    "POST, false",
    "PUT, false",
    "DELETE, false",
    "POST, true",
    "PUT, true",
    "DELETE, true",
    "GET, true"
  })
  void send_whenTheServerClosesTheConnectionDuringTheHandshake_reportsThatNothingWasSent(
      String method, boolean resets) throws Exception {
    try (ServerSocket listener = closesDuringTheHandshake(resets)) {
      String baseUrl = "https://127.0.0.1:" + listener.getLocalPort();
      OuraRequest request = post(baseUrl, Duration.ofSeconds(10));
      if (!method.equals("POST")) {
        request = OuraRequest.of(method, request.uri(), Duration.ofSeconds(10));
      }
      OuraRequest sent = request;

      assertThatThrownBy(() -> transport.send(sent))
          .isInstanceOf(ConnectException.class)
          .hasMessage("the TLS handshake failed");
    }
  }

  /**
   * The JDK then tries to send a GET once more, on another connection, and does not say whether the
   * first connection was established.
   */
  @Test
  void send_ofAGetWhoseConnectionIsClosedDuringTheHandshake_countsAsPossiblySent()
      throws Exception {
    try (ServerSocket listener = closesDuringTheHandshake(false)) {
      URI uri = URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/v2/x");

      assertThatThrownBy(() -> transport.send(OuraRequest.of("GET", uri, Duration.ofSeconds(10))))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(ConnectException.class);
    }
  }

  private static OuraRequest post(String baseUrl, Duration timeout) {
    return OuraRequest.of("POST", URI.create(baseUrl + "/v2/x"), timeout).withBody(text("{}"));
  }

  @Test
  void newJdkTransport_withAnInvalidSetting_failsAndNamesTheSetting() {
    Duration valid = Duration.ofSeconds(1);
    Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE);
    Map<ThrowingCallable, String> invalid =
        Map.ofEntries(
            Map.entry(() -> new JdkTransport((Duration) null, valid, 1), "connectTimeout"),
            Map.entry(() -> new JdkTransport(Duration.ZERO, valid, 1), "connectTimeout"),
            Map.entry(() -> new JdkTransport(tooLong, valid, 1), "connectTimeout"),
            Map.entry(
                () -> new JdkTransport(HttpClient.newBuilder().connectTimeout(tooLong), valid, 1),
                "connectTimeout"),
            Map.entry(() -> new JdkTransport((HttpClient.Builder) null, valid, 1), "settings"),
            Map.entry(() -> new JdkTransport(valid, null, 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(valid, Duration.ZERO, 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(valid, valid.negated(), 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(valid, tooLong, 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(valid, valid, -1), "maxBodyBytes"),
            Map.entry(() -> new JdkTransport(valid, valid, 0), "maxBodyBytes"),
            Map.entry(() -> new JdkTransport(valid, valid, Integer.MAX_VALUE), "maxBodyBytes"));

    invalid.forEach(
        (construction, name) ->
            assertThatThrownBy(construction)
                .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
                .hasMessageStartingWith(name));
  }

  @Test
  void send_whenTheConnectionIsRefused_saysSoWithoutTheQuery() throws Exception {
    URI unused;
    try (ServerSocket port = new ServerSocket(0)) {
      unused = URI.create("http://127.0.0.1:" + port.getLocalPort() + "/v2/x?secret=planted-31");
    }

    assertThatThrownBy(() -> transport.send(OuraRequest.of("GET", unused, Duration.ofSeconds(5))))
        .isInstanceOf(IOException.class)
        .hasMessage("the connection was refused")
        .satisfies(
            failure -> assertThat(failure.getCause()).hasMessage("java.net.ConnectException"));
  }

  @Test
  void send_whenTheHostIsUnknown_saysSo() {
    URI unknown = URI.create("https://no-such-host.invalid/v2/x");

    assertThatThrownBy(() -> transport.send(OuraRequest.of("GET", unknown, Duration.ofSeconds(20))))
        .isInstanceOf(ConnectException.class)
        .hasMessage("the host is unknown");
  }

  @Test
  void send_withAReadTimeoutOfTheRequest_replacesThatOfTheTransport() throws Exception {
    try (SingleResponseServer server = SingleResponseServer.of(SingleResponseServer.STALL)) {
      OuraRequest request =
          OuraRequest.of("GET", server.uri("/v2/x"), Duration.ofSeconds(20))
              .withReadTimeout(Duration.ofMillis(50));

      assertThatThrownBy(() -> transport.send(request))
          .isInstanceOf(IOException.class)
          .hasMessage("no byte received for 50 ms");
    }
  }

  @Test
  void send_whenInterrupted_throwsImmediately() throws Exception {
    server = SingleResponseServer.of(SingleResponseServer.STALL);
    Transport slow = new JdkTransport(Duration.ofSeconds(5), Duration.ofMinutes(5), LIMIT);
    CountDownLatch ended = new CountDownLatch(1);
    FutureTask<OuraResponse> call =
        new FutureTask<>(
            () -> {
              try {
                return slow.send(OuraRequest.of("GET", server.uri("/"), Duration.ofMinutes(5)));
              } finally {
                ended.countDown();
              }
            });
    Thread caller = new Thread(call);
    caller.start();
    server.awaitRequest();

    caller.interrupt();
    ended.await();

    assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void send_whenTheTransportIsClosed_reportsThatNothingWasSent() {
    transport.close();

    assertThatThrownBy(() -> transport.send(post("https://x.example", Duration.ofSeconds(1))))
        .isInstanceOf(ConnectException.class)
        .hasMessage("the transport is closed");
  }

  @Test
  void close_whileACallConnects_reportsThatNothingWasSent() throws Exception {
    try (FullBacklog unreachable = new FullBacklog()) {
      FutureTask<OuraResponse> call =
          new FutureTask<>(
              () -> transport.send(post(unreachable.baseUrl(), Duration.ofMinutes(5))));
      Thread caller = new Thread(call);
      caller.start();
      while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }

      transport.close();

      assertThatThrownBy(call::get)
          .hasCauseInstanceOf(ConnectException.class)
          .hasMessageContaining("closed before the request was sent");
    }
  }

  @Test
  void send_whenNoHttpClientCanBeCreated_reportsThatNothingWasSent() {
    CountedClients clients = new CountedClients();
    try (Transport exhausted = new JdkTransport(clients, Duration.ofSeconds(1), LIMIT)) {
      clients.failFromNowOn();

      assertThatThrownBy(() -> exhausted.send(post("https://x.example", Duration.ofSeconds(1))))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("did not start");
    }
  }

  @Test
  void send_whenTheUrlIsUnsafe_sendsNothing() {
    List<String> unsafe = List.of("http://api.ouraring.com/v2", "https:///v2");

    for (String url : unsafe) {
      assertThatThrownBy(
              () -> transport.send(OuraRequest.of("GET", URI.create(url), Duration.ofSeconds(1))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void close_whileACallIsInFlight_failsTheCall() throws Exception {
    server = SingleResponseServer.of(SingleResponseServer.STALL);
    Transport slow = new JdkTransport(Duration.ofSeconds(5), Duration.ofMinutes(5), LIMIT);
    FutureTask<OuraResponse> call =
        new FutureTask<>(
            () -> slow.send(OuraRequest.of("GET", server.uri("/"), Duration.ofMinutes(5))));
    new Thread(call).start();
    server.awaitRequest();

    slow.close();

    assertThatThrownBy(call::get)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
