// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoginCallbackServerTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LoginCallbackServer<String> server =
      LoginCallbackServer.at(URI.create("http://localhost:0/callback"));
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final HttpClient browser = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  private void start(Function<String, String> login) {
    server.start(
        query -> {
          queries.add(query);
          return login.apply(query);
        },
        LoginResultPage.success(false));
  }

  private HttpResponse<String> request(String method, String query) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(server.redirectUri() + query))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private SocketChannel connect(String firstBytes) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress("localhost", server.redirectUri().getPort()));
    channel.write(StandardCharsets.ISO_8859_1.encode(firstBytes));
    return channel;
  }

  /** Closes a connection so that nothing more can be sent to the other end. */
  private static void reset(SocketChannel channel) {
    try (channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void callback_whenTheTabIsClosedBeforeTheResponse_endsTheWait() throws Exception {
    try (SocketChannel tab = connect("")) {
      start(
          query -> {
            reset(tab);
            return "tokens";
          });
      tab.write(
          StandardCharsets.ISO_8859_1.encode(
              "GET /callback?code=x HTTP/1.1\r\nHost: localhost\r\n\r\n"));

      assertThat(server.await(SOON)).isEqualTo("tokens");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /callba", "GET /callback?code=y HTTP/1.1\r\nHost: loc"})
  void callback_whileAnotherConnectionSendsHalfARequest_endsTheWait(String half) throws Exception {
    start(query -> "tokens");
    try (SocketChannel other = connect(half)) {
      assertThat(request("GET", "?code=x").body()).contains("You are logged in");

      assertThat(server.await(SOON)).isEqualTo("tokens");
      assertThat(other.isOpen()).isTrue();
    }
  }

  @Test
  void callback_byHeadOrPost_isNotPassedOn() throws Exception {
    start(query -> "tokens");

    HttpResponse<String> head = request("HEAD", "?code=x");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(request("POST", "?code=x").statusCode()).isEqualTo(405);

    assertThat(queries).isEmpty();
  }

  @Test
  void callback_whenItIsRepeated_showsHowTheFirstOneEnded() throws Exception {
    start(
        query -> {
          if (query.equals("code=other")) {
            throw new UnrelatedCallbackException();
          }
          throw new IllegalStateException("broken & <escaped> 😀 \ud83d");
        });

    assertThat(request("GET", "?code=other").statusCode()).isEqualTo(400);
    String page = request("GET", "?code=x").body();
    String again = request("GET", "?code=other").body();

    assertThat(page).contains("The login failed", "broken &amp; &lt;escaped&gt; 😀 ?");
    assertThat(again).isEqualTo(page);
    assertThat(queries).containsExactly("code=other", "code=x");
    assertThatThrownBy(() -> server.await(SOON)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void callback_withCharactersOutsideTheBasicPlane_isPassedOn() throws Exception {
    start(query -> "tokens");

    assertThat(request("GET", "?code=%F0%9F%98%80&x=%00").statusCode()).isEqualTo(200);

    assertThat(queries).containsExactly("code=%F0%9F%98%80&x=%00");
  }

  @Test
  void await_whenACallbackIsInFlightAtTheTimeout_returnsItsResult() throws Exception {
    Thread waiting = Thread.currentThread();
    CountDownLatch arrived = new CountDownLatch(1);
    start(
        query -> {
          arrived.countDown();
          while (waiting.getState() != Thread.State.TIMED_WAITING) {
            if (Thread.currentThread().isInterrupted()) {
              throw new IllegalStateException("The callback was interrupted.");
            }
            Thread.onSpinWait();
          }
          return "tokens";
        });
    CompletableFuture<HttpResponse<String>> page =
        browser.sendAsync(
            HttpRequest.newBuilder(URI.create(server.redirectUri() + "?code=x")).build(),
            HttpResponse.BodyHandlers.ofString());
    arrived.await();

    assertThat(server.await(Duration.ZERO)).isEqualTo("tokens");
    assertThat(page.get().body()).contains("You are logged in");
  }

  @Test
  void close_whileACallbackIsInFlight_letsItFinish() throws Exception {
    Thread closing = Thread.currentThread();
    CountDownLatch arrived = new CountDownLatch(1);
    CompletableFuture<String> stored = new CompletableFuture<>();
    start(
        query -> {
          arrived.countDown();
          while (closing.getState() != Thread.State.TIMED_WAITING
              && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
          stored.complete(Thread.currentThread().isInterrupted() ? "interrupted" : "tokens");
          return "tokens";
        });
    CompletableFuture<HttpResponse<String>> unused =
        browser.sendAsync(
            HttpRequest.newBuilder(URI.create(server.redirectUri() + "?code=x")).build(),
            HttpResponse.BodyHandlers.ofString());
    arrived.await();

    server.close();

    assertThat(stored).isCompletedWithValue("tokens");
  }

  @Test
  void callback_whenTheLoginFailsWithoutAMessage_showsAWholeSentence() throws Exception {
    start(
        query -> {
          throw new IllegalStateException();
        });

    assertThat(request("GET", "?code=x").body())
        .contains("<p>An unexpected error occurred. No tokens were stored.");
  }

  @Test
  void await_withoutACallback_saysWhatToDo() {
    start(query -> "tokens");

    assertThatThrownBy(() -> server.await(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Run login again");
  }
}
