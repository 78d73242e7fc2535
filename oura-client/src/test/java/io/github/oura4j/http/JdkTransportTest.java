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
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
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

  private OuraResponse ask(byte[]... pieces) throws Exception {
    return ask(Duration.ofSeconds(10), pieces);
  }

  private OuraResponse ask(Duration callTimeout, byte[]... pieces) throws Exception {
    server = SingleResponseServer.of(pieces);
    return transport.send(
        OuraRequest.of("GET", server.address("/v2/x?secret=planted-31"), callTimeout));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    return zipped.toByteArray();
  }

  private static byte[] gzipped(byte[] body) {
    byte[] head =
        text(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + body.length
                + "\r\n\r\n");
    return joined(head, body);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Test
  void send_whenAllIsWell_bringsStatusHeadersAndBody() throws Exception {
    OuraResponse response = ask(text("HTTP/1.1 203 OK\r\nX-One: 1\r\nContent-Length: 2\r\n\r\n{}"));

    assertThat(response.status()).isEqualTo(203);
    assertThat(response.header("x-one")).contains("1");
    assertThat(response.body()).isEqualTo(text("{}"));
    assertThat(server.request()).contains("Accept-Encoding: gzip");
  }

  @Test
  void send_whenTheBodyIsCompressed_unfoldsIt() throws Exception {
    assertThat(ask(gzipped(gzip(text("{\"a\": 1}")))).body()).isEqualTo(text("{\"a\": 1}"));
  }

  @Test
  void send_whenTheCompressedBodyUnfoldsWithoutEnd_stopsAtTheLimit() throws Exception {
    byte[] bomb = gzip(new byte[50 * LIMIT]);

    assertThatThrownBy(() -> ask(gzipped(bomb)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + LIMIT);
  }

  @Test
  void send_whenTheCompressedBodyIsCutOff_fails() throws Exception {
    byte[] whole = gzip(text("{\"a\": 1}"));

    assertThatThrownBy(() -> ask(gzipped(Arrays.copyOf(whole, whole.length - 6))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void send_whenTheCompressedBodyHasSeveralMembers_joinsThem() throws Exception {
    byte[] members = joined(gzip(text("{\"a\"")), gzip(text(": 1}")));

    assertThat(ask(gzipped(members)).body()).isEqualTo(text("{\"a\": 1}"));
  }

  @Test
  void send_whenALaterMemberIsCutOffAnywhere_fails() throws Exception {
    byte[] first = gzip(text("{\"a\": 1}"));
    byte[] second = gzip(text(" "));
    for (int length = 1; length < second.length; length++) {
      byte[] cut = joined(first, Arrays.copyOf(second, length));

      assertThatThrownBy(() -> ContentEncoding.decode(List.of("gzip"), cut, LIMIT))
          .as("cut after %d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut off");
    }
  }

  @Test
  void send_whenTheBodyIsTooLarge_stopsAtTheLimit() {
    assertThatThrownBy(
            () ->
                ask(
                    text("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"),
                    new byte[LIMIT + 1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + LIMIT);
  }

  @Test
  void send_whenTheBodyEndsEarly_fails() {
    assertThatThrownBy(() -> ask(text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broke");
  }

  @Test
  void send_whenAKeptConnectionIsHungUp_saysThatItBrokeAndDoesNotSendAgain() throws Exception {
    try (ScriptedServer hasty =
        new ScriptedServer(ScriptedServer.json("{}"), ScriptedServer.hangUp(""))) {
      OuraRequest request =
          OuraRequest.of("GET", URI.create(hasty.address() + "/v2/x"), Duration.ofSeconds(10));
      transport.send(request);

      assertThatThrownBy(() -> transport.send(request))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broke");
      assertThat(hasty.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void send_whenRedirected_handsUpTheAnswerAndGoesNowhere(int status) throws Exception {
    OuraResponse response =
        ask(
            text(
                "HTTP/1.1 "
                    + status
                    + " Moved\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n"));

    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void send_whenTheServerFallsSilentInTheBody_givesUpAfterTheReadTimeout() {
    long start = System.nanoTime();

    assertThatThrownBy(
            () ->
                ask(
                    text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
                    SingleResponseServer.STAY_SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no byte for 400 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void send_whenTheServerNeverAnswers_givesUpAfterTheReadTimeout() {
    assertThatThrownBy(() -> ask(SingleResponseServer.STAY_SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no byte for 400 ms");
  }

  @Test
  void send_whenTheCallTimeoutIsShorter_givesUpThen() {
    assertThatThrownBy(() -> ask(Duration.ofMillis(50), SingleResponseServer.STAY_SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("within 50 ms");
  }

  @Test
  void send_whenTheCallMayTakeForEver_bringsTheAnswer() throws Exception {
    byte[] answer = text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(ask(Duration.ofSeconds(Long.MAX_VALUE), answer).status()).isEqualTo(200);
  }

  @Test
  void send_whenAConnectionTakesLongerThanSilenceMay_waitsForIt() throws Exception {
    try (FullBacklog nobody = new FullBacklog();
        Transport hasty = new JdkTransport(Duration.ofMillis(300), Duration.ofMillis(20), LIMIT)) {
      assertThatThrownBy(() -> hasty.send(post(nobody.address(), Duration.ofSeconds(10))))
          .isInstanceOf(ConnectException.class)
          .hasMessage("no connection in time");
    }
  }

  @Test
  void send_whenTheCallEndsBeforeAConnection_saysThatNothingWasSent() throws Exception {
    try (FullBacklog nobody = new FullBacklog()) {
      assertThatThrownBy(() -> transport.send(post(nobody.address(), Duration.ofMillis(100))))
          .isInstanceOf(ConnectException.class)
          .hasMessage("no connection within 100 ms");
    }
  }

  @Test
  void send_whenWhatListensSpeaksNoTls_saysThatNothingWasSent() throws Exception {
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
      String address = "https://127.0.0.1:" + listener.getLocalPort();

      assertThatThrownBy(() -> transport.send(post(address, Duration.ofSeconds(10))))
          .isInstanceOf(ConnectException.class)
          .hasMessage("the TLS handshake failed");
    }
  }

  private static OuraRequest post(String address, Duration timeout) {
    return OuraRequest.of("POST", URI.create(address + "/v2/x"), timeout).withBody(text("{}"));
  }

  @Test
  void settings_whenTheyMakeNoSense_areRefusedAndNamed() {
    Duration good = Duration.ofSeconds(1);
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
    Map<ThrowingCallable, String> nonsense =
        Map.ofEntries(
            Map.entry(() -> new JdkTransport((Duration) null, good, 1), "connectTimeout"),
            Map.entry(() -> new JdkTransport(Duration.ZERO, good, 1), "connectTimeout"),
            Map.entry(() -> new JdkTransport(endless, good, 1), "connectTimeout"),
            Map.entry(
                () -> new JdkTransport(HttpClient.newBuilder().connectTimeout(endless), good, 1),
                "connectTimeout"),
            Map.entry(() -> new JdkTransport((HttpClient.Builder) null, good, 1), "settings"),
            Map.entry(() -> new JdkTransport(good, null, 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(good, Duration.ZERO, 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(good, good.negated(), 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(good, endless, 1), "readTimeout"),
            Map.entry(() -> new JdkTransport(good, good, -1), "maxBodyBytes"),
            Map.entry(() -> new JdkTransport(good, good, 0), "maxBodyBytes"),
            Map.entry(() -> new JdkTransport(good, good, Integer.MAX_VALUE), "maxBodyBytes"));

    nonsense.forEach(
        (construction, name) ->
            assertThatThrownBy(construction)
                .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
                .hasMessageStartingWith(name));
  }

  @Test
  void send_whenNobodyListens_saysSoWithoutTheQuery() throws Exception {
    URI nobody;
    try (ServerSocket port = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + port.getLocalPort() + "/v2/x?secret=planted-31");
    }

    assertThatThrownBy(() -> transport.send(OuraRequest.of("GET", nobody, Duration.ofSeconds(5))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }

  @Test
  void send_whenInterrupted_endsAtOnce() throws Exception {
    server = SingleResponseServer.of(SingleResponseServer.STAY_SILENT);
    Transport patient = new JdkTransport(Duration.ofSeconds(5), Duration.ofMinutes(5), LIMIT);
    CountDownLatch ended = new CountDownLatch(1);
    FutureTask<OuraResponse> call =
        new FutureTask<>(
            () -> {
              try {
                return patient.send(
                    OuraRequest.of("GET", server.address("/"), Duration.ofMinutes(5)));
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
  void send_whenClosed_isRefused() {
    transport.close();

    assertThatThrownBy(
            () ->
                transport.send(
                    OuraRequest.of("GET", URI.create("https://x.example/"), Duration.ofSeconds(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void send_whenTheAddressIsUnsafe_sendsNothing() {
    List<String> unsafe = List.of("http://api.ouraring.com/v2", "https:///v2");

    for (String address : unsafe) {
      assertThatThrownBy(
              () ->
                  transport.send(OuraRequest.of("GET", URI.create(address), Duration.ofSeconds(1))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void close_whileACallIsUnderWay_endsIt() throws Exception {
    server = SingleResponseServer.of(SingleResponseServer.STAY_SILENT);
    Transport patient = new JdkTransport(Duration.ofSeconds(5), Duration.ofMinutes(5), LIMIT);
    FutureTask<OuraResponse> call =
        new FutureTask<>(
            () -> patient.send(OuraRequest.of("GET", server.address("/"), Duration.ofMinutes(5))));
    new Thread(call).start();
    server.awaitRequest();

    patient.close();

    assertThatThrownBy(call::get)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
