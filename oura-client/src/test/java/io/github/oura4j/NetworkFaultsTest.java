// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static io.github.oura4j.http.ScriptedServer.fallSilent;
import static io.github.oura4j.http.ScriptedServer.hangUp;
import static io.github.oura4j.http.ScriptedServer.json;
import static io.github.oura4j.http.ScriptedServer.reset;
import static io.github.oura4j.http.ScriptedServer.respond;
import static io.github.oura4j.http.ScriptedServer.say;
import static io.github.oura4j.http.ScriptedServer.trickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.AnyCertificate;
import io.github.oura4j.http.DamagingRelay;
import io.github.oura4j.http.FullBacklog;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.ScriptedServer;
import io.github.oura4j.http.ScriptedServer.Act;
import io.github.oura4j.http.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Network faults of every known kind, below the whole client. */
@Timeout(120)
class NetworkFaultsTest {
  private static final String ME = "{\"id\": \"me\", \"age\": 40}";
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 23\r\n\r\n";

  private ScriptedServer server;
  private OuraClient oura;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    if (oura != null) {
      oura.close();
    }
  }

  private static OuraClient.Builder builder(String baseUrl) {
    VirtualTime time = new VirtualTime();
    return OuraClient.builder()
        .baseUrl(baseUrl)
        .credentials(Credentials.token("planted-token"))
        .application("app", "secret")
        .readTimeout(Duration.ofSeconds(10))
        .ticker(time)
        .sleeper(time);
  }

  /** For faults that end only by a timeout. */
  private OuraClient clientWithShortTimeouts(Act... script) throws IOException {
    server = new ScriptedServer(script);
    oura =
        builder(server.baseUrl())
            .readTimeout(Duration.ofMillis(250))
            .callTimeout(Duration.ofMillis(500))
            .build();
    return oura;
  }

  private OuraClient clientOf(Act... script) throws IOException {
    server = new ScriptedServer(script);
    oura = builder(server.baseUrl()).build();
    return oura;
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body);
    }
    return compressed.toByteArray();
  }

  private static byte[] truncatedInSecondGzipMember() throws IOException {
    byte[] first = gzip(ME.getBytes(StandardCharsets.US_ASCII));
    byte[] second = gzip(" ".getBytes(StandardCharsets.US_ASCII));
    byte[] cut = Arrays.copyOf(first, first.length + 5);
    System.arraycopy(second, 0, cut, first.length, 5);
    return cut;
  }

  private static byte[] thousandsOfEmptyGzipMembers() throws IOException {
    byte[] empty = gzip(new byte[0]);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      members.write(empty);
    }
    return members.toByteArray();
  }

  private static Act gzipResponse(byte[] body) {
    return say(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII),
        body);
  }

  private static Stream<Arguments> transientFaults() throws IOException {
    return Stream.of(
        fault("reset before the headers", reset("")),
        fault("reset inside the headers", reset("HTTP/1.1 200 OK\r\nContent-")),
        fault("reset after the headers", reset(HEAD)),
        fault("reset inside the body", reset(HEAD + "{\"id\": \"m")),
        fault("connection closed before the headers", hangUp("")),
        fault("connection closed inside the body", hangUp(HEAD + "{\"id\"")),
        fault("not http", hangUp("SSH-2.0-OpenSSH\r\n")),
        fault("truncated json", json("{\"id\": \"me\", \"ag")),
        fault("json truncated after a bracket", json("{\"data\": [{\"id\": \"me\"}")),
        fault("truncated json without content type", respond(200, "", "{\"id\": \"me\", \"ag")),
        fault("empty json", json("")),
        fault(
            "truncated gzip",
            gzipResponse(Arrays.copyOf(gzip(ME.getBytes(StandardCharsets.US_ASCII)), 20))),
        fault("thousands of empty gzip members", gzipResponse(thousandsOfEmptyGzipMembers())),
        fault("gzip truncated in its second member", gzipResponse(truncatedInSecondGzipMember())),
        fault(
            "malformed gzip", gzipResponse("not gzip at all".getBytes(StandardCharsets.US_ASCII))),
        fault("unknown content encoding", respond(200, "Content-Encoding: br", "xx")),
        fault(
            "bad gateway in html",
            respond(502, "Content-Type: text/html", "<html>Bad gateway</html>")),
        fault("too many requests", respond(429, "Retry-After: 7", "{}")));
  }

  private static Arguments fault(String name, Act act) {
    return Arguments.of(Named.of(name, act));
  }

  private static Stream<Arguments> hangingFaults() {
    return Stream.of(
        fault("no response", fallSilent("")),
        fault("silence inside the headers", fallSilent("HTTP/1.1 200 OK\r\nX")),
        fault("silence inside the body", fallSilent(HEAD + "{")),
        fault(
            "trickling headers",
            trickle("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX: ")),
        fault("trickling body", trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")));
  }

  @ParameterizedTest
  @MethodSource("hangingFaults")
  void call_whenServerHangs_isRetriedAfterTimeout(Act fault) throws Exception {
    OuraClient client = clientWithShortTimeouts(fault, fault, json(ME));

    assertThat(client.personalInfo().get().age()).isEqualTo(40);
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("transientFaults")
  void call_afterTransientFaults_returnsTheDocument(Act fault) throws Exception {
    OuraClient client = clientOf(fault, fault, json(ME));

    assertThat(client.personalInfo().get().age()).isEqualTo(40);
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("transientFaults")
  void call_whenFaultPersists_failsAfterFourAttempts(Act fault) throws Exception {
    OuraClient client = clientOf(fault);

    assertThatThrownBy(() -> client.personalInfo().get())
        .isInstanceOfAny(OuraIoException.class, OuraApiException.class)
        .satisfies(error -> assertThat(Throwables.getStackTrace(error)).doesNotContain("planted"));
    assertThat(server.requests()).hasSize(4);
    assertThat(server.keepsOneConnectionAtMost()).isTrue();
  }

  @Test
  void delete_whenOuraMayHaveProcessedTheRequest_isNotRetried() throws Exception {
    OuraClient client = clientOf(reset(HEAD), json(ME));

    assertThatThrownBy(() -> client.webhooks().delete("an-id")).isInstanceOf(OuraIoException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void delete_afterStatus429_isRetried() throws Exception {
    OuraClient client = clientOf(respond(429, "Retry-After: 1", "{}"), respond(204, "X: y", ""));

    client.webhooks().delete("an-id");

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void call_whenConnectionIsRefused_isRetried() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    oura = builder("http://127.0.0.1:" + port).build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("refused")
        .hasMessageContaining("in attempt 4");
    assertThatThrownBy(() -> oura.webhooks().delete("an-id"))
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("in attempt 4");
  }

  @Test
  void delete_whenConnectTimesOut_isRetriedEvenWithShorterReadTimeout() throws Exception {
    try (FullBacklog nobody = new FullBacklog()) {
      oura =
          builder(nobody.baseUrl())
              .connectTimeout(Duration.ofMillis(150))
              .readTimeout(Duration.ofMillis(20))
              .build();

      assertThatThrownBy(() -> oura.webhooks().delete("an-id"))
          .isInstanceOf(OuraIoException.class)
          .hasMessageContaining("no connection")
          .hasMessageContaining("in attempt 4");
    }
  }

  @Test
  void call_whenResponseIsCompressedTwice_fails() throws Exception {
    OuraClient client = clientOf(gzipResponse(gzip(gzip(ME.getBytes(StandardCharsets.US_ASCII)))));

    assertThatThrownBy(() -> client.personalInfo().get())
        .isInstanceOfAny(OuraIoException.class, OuraDecodingException.class);
  }

  @Test
  void call_whenErrorPageHasStatus200_namesContentTypeAndIsNotRetried() throws Exception {
    OuraClient client =
        clientOf(respond(200, "Content-Type: text/html", "<html>planted: sorry</html>"));

    assertThatThrownBy(() -> client.personalInfo().get())
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("text/html")
        .hasMessageNotContaining("planted");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void call_whenResponseHasTenGigabytes_stopsAtTheLimitAndIsNotRetried() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    server =
        new ScriptedServer(
            (socket, closed) -> {
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
              for (int i = 0; i < 10_000; i++) {
                socket.getOutputStream().write(megabyte);
              }
            });
    oura = builder(server.baseUrl()).maxBodyBytes(4_000_000).build();

    assertThatThrownBy(() -> oura.personalInfo().get())
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("larger than 4000000 bytes")
        .hasMessageContaining("maxBodyBytes");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void call_whenRedirectedToAnotherHost_doesNotFollowWithTheToken() throws Exception {
    try (ScriptedServer elsewhere = new ScriptedServer(json(ME))) {
      OuraClient client = clientOf(respond(307, "Location: " + elsewhere.baseUrl() + "/v2/me", ""));

      assertThatThrownBy(() -> client.personalInfo().get())
          .isInstanceOf(OuraApiException.class)
          .hasMessageContaining("redirects are not followed");
      assertThat(elsewhere.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static WireMockServer tlsServer(String json) {
    WireMockServer tls =
        new WireMockServer(
            WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .gzipDisabled(true));
    tls.start();
    tls.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson(json)));
    return tls;
  }

  @Test
  void call_whenCertificateIsInvalid_saysSoAndIsNotRetried() {
    WireMockServer tls = tlsServer(ME);
    try {
      VirtualTime time = new VirtualTime();
      oura = builder("https://127.0.0.1:" + tls.httpsPort()).ticker(time).sleeper(time).build();

      assertThatThrownBy(() -> oura.personalInfo().get())
          .isInstanceOf(OuraIoException.class)
          .hasMessageContaining("certificate");
      assertThat(time.waits()).isEmpty();
      assertThat(tls.getAllServeEvents()).isEmpty();
    } finally {
      tls.stop();
    }
  }

  @Test
  void call_whenTlsRecordOfResponseIsDamaged_isRetried() throws Exception {
    WireMockServer tls = tlsServer(ME);
    tls.stubFor(
        WireMock.any(WireMock.anyUrl())
            .willReturn(WireMock.okJson(ME + " ".repeat(12_000)).withChunkedDribbleDelay(2, 100)));
    try (DamagingRelay relay = new DamagingRelay(tls.httpsPort(), 2)) {
      oura = builder(relay.baseUrl()).tls(AnyCertificate.trusted()).build();

      assertThat(oura.personalInfo().get().age()).isEqualTo(40);
      assertThat(relay.isDone()).isTrue();
      assertThat(tls.getAllServeEvents()).hasSize(2);
    } finally {
      tls.stop();
    }
  }

  @Test
  void refresh_whenTlsRecordOfResponseIsDamaged_isTreatedAsPossiblyProcessed() throws Exception {
    WireMockServer tls = tlsServer("{\"access_token\": \"next\"}" + " ".repeat(9_000));
    TokenStore store = TokenStore.inMemory();
    Instant now = Instant.now();
    store.save("one", new OAuthTokens("access", "refresh", now.minusSeconds(60), now, Set.of()));
    try (DamagingRelay relay = new DamagingRelay(tls.httpsPort(), 1);
        OAuthClient oauth =
            OAuthClient.builder("id", "secret")
                .endpoints(OAuthEndpoints.current().withBaseUrl(relay.baseUrl()))
                .transport(
                    new JdkTransport(
                        HttpClient.newBuilder().sslContext(AnyCertificate.trusted()),
                        Duration.ofSeconds(10),
                        100_000))
                .build()) {
      Credentials credentials = oauth.credentials(store, "one");

      assertThatThrownBy(credentials::accessToken)
          .isInstanceOf(OuraIoException.class)
          .hasMessageContaining("may have processed");
      assertThatThrownBy(credentials::accessToken)
          .isInstanceOf(ReauthorizationRequiredException.class);
      assertThat(relay.isDone()).isTrue();
      assertThat(tls.getAllServeEvents()).hasSize(1);
    } finally {
      tls.stop();
    }
  }

  @Test
  void call_whenAttemptsFailWithCompleteResponses_reusesTheConnection() throws Exception {
    OuraClient client = clientOf(respond(503, "X: y", "not now"));

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> client.personalInfo().get()).isInstanceOf(ServerException.class);
    }

    assertThat(server.requests()).hasSize(20);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void call_whenResponseTricklesBeyondDeadline_fails() throws Exception {
    server = new ScriptedServer(trickle("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
    oura = builder(server.baseUrl()).callTimeout(Duration.ofMinutes(1)).build();

    assertThatThrownBy(() -> oura.withDeadline(Duration.ofMillis(200)).raw().get("/v2/x", Map.of()))
        .isInstanceOf(OuraIoException.class)
        .hasMessageContaining("within");
  }

  /** The JDK's HTTP client rejects most of them, in its own ways. */
  private static Stream<String> oddHeaders() {
    return Stream.of(
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Content-Length: 23\r\nContent-Length: 24",
        "Content-Length: x",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked",
        "Content-Encoding: gzip, gzip",
        "Content-Encoding: \u00e9",
        "Content-Type: ;;;charset=\"",
        "Content-Type: application/json; charset=no-such-charset",
        ": no name",
        "no colon",
        " folded",
        "N\u0000me: x",
        "Name: \u0000\u0001\u007f",
        "Date: Xxx, 99 Yyy 99999 99:99:99 GMT",
        "Date: Tue, 30 Feb 2026 00:00:00 GMT\r\nRetry-After: Mon, 31 Feb 9999 24:00:00 GMT",
        "Retry-After: 999999999999",
        "Retry-After: -1",
        "Retry-After: \u0661",
        "X-RateLimit-Reset: 999999999999",
        "X-RateLimit-Limit: 0\r\nX-RateLimit-Window: 0",
        "X-RateLimit-Limit: 999999999999\r\nX-RateLimit-Window: 999999999999",
        "X-RateLimit-Tier: \u0130",
        "WWW-Authenticate: ",
        "Set-Cookie: \u0000",
        "Upgrade: websocket\r\nConnection: Upgrade",
        "Location: http://[",
        "X: " + "y".repeat(500_000));
  }

  @ParameterizedTest
  @MethodSource("oddHeaders")
  void call_whenAResponseHasAnOddHeader_throwsNothingButAnOuraException(String header)
      throws IOException {
    for (int status : new int[] {200, 204, 302, 401, 429, 503}) {
      Act respond =
          (socket, closed) -> {
            String response = "HTTP/1.1 %d X\r\n%s\r\n\r\n%s".formatted(status, header, ME);
            socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
          };
      try (ScriptedServer odd = new ScriptedServer(respond);
          OuraClient client = builder(odd.baseUrl()).build()) {
        client.personalInfo().get();
      } catch (OuraException expected) {
        assertThat(expected.getMessage()).isNotBlank().doesNotContain("planted-token");
      }
    }
  }
}
