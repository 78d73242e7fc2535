// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that is established slowly does not delay the requests to other servers. */
@Timeout(60)
class SlowConnectionTest {
  /** With TLS 1.3, the sessions that a client could use again are not all in its context. */
  private static final SSLParameters TLS_1_2 = new SSLParameters(null, new String[] {"TLSv1.2"});

  private final Semaphore checking = new Semaphore(0);
  private final CountDownLatch checked = new CountDownLatch(1);
  private final WireMockServer tlsServer =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
  private volatile boolean slow;

  @BeforeEach
  void start() {
    tlsServer.start();
    tlsServer.stubFor(WireMock.get("/").willReturn(WireMock.okJson("{}")));
    tlsServer.stubFor(
        WireMock.get("/closed").willReturn(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE)));
  }

  @AfterEach
  void stop() {
    checked.countDown();
    tlsServer.stop();
  }

  private SSLContext tls() throws Exception {
    return AnyCertificate.trustedAfter(
        () -> {
          if (slow) {
            checking.release();
            awaitUninterruptibly(checked);
          }
        });
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes the client check the certificate again when it connects again. */
  private static void forgetSessions(SSLContext tls) {
    SSLSessionContext sessions = tls.getClientSessionContext();
    Collections.list(sessions.getIds()).forEach(id -> sessions.getSession(id).invalidate());
  }

  private static HttpClients clients(SSLContext tls, int connectTimeoutSeconds) {
    Duration timeout = Duration.ofSeconds(connectTimeoutSeconds);
    return HttpClients.of(
        JdkTransport.defaultSettings(timeout).sslContext(tls).sslParameters(TLS_1_2));
  }

  private String tlsUrl(String path) {
    return "https://localhost:" + tlsServer.httpsPort() + path;
  }

  private static CompletableFuture<HttpResponse<Void>> send(HttpClients clients, String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return clients.send(request, BodyHandlers.discarding());
  }

  private static void assertAnswers(HttpClients clients, ScriptedServer server) {
    CompletableFuture<HttpResponse<Void>> other = send(clients, server.baseUrl());
    assertThat(other.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(200);
  }

  @Test
  void send_whileTheFirstConnectionToAnotherServerIsSlow_getsItsResponse() throws Exception {
    HttpClients clients = clients(tls(), 101);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"))) {
      assertAnswers(clients, server);
      slow = true;
      CompletableFuture<HttpResponse<Void>> exchange = send(clients, tlsUrl("/"));
      checking.acquire();

      assertAnswers(clients, server);
      assertThat(exchange).isNotDone();
    } finally {
      checked.countDown();
      clients.close();
    }
  }

  @Test
  void send_whileMoreConnectionsAreSlowThanThereAreThreads_getsItsResponse() throws Exception {
    HttpClients clients = clients(tls(), 103);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"))) {
      slow = true;
      List<CompletableFuture<HttpResponse<Void>>> exchanges = new ArrayList<>();
      int connections = 2 * Runtime.getRuntime().availableProcessors() + 2;
      for (int i = 0; i < connections; i++) {
        exchanges.add(send(clients, tlsUrl("/")));
      }
      checking.acquire(connections);

      for (int i = 0; i < 10; i++) {
        assertAnswers(clients, server);
      }
      assertThat(exchanges).noneMatch(CompletableFuture::isDone);
    } finally {
      checked.countDown();
      clients.close();
    }
  }

  /** The JDK connects once more if the server closes a reused connection without a response. */
  @Test
  void send_whileAnotherServerIsConnectedAgainSlowly_getsItsResponse() throws Exception {
    SSLContext tls = tls();
    HttpClients clients = clients(tls, 102);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"))) {
      assertAnswers(clients, server);
      send(clients, tlsUrl("/")).join();
      forgetSessions(tls);
      slow = true;
      CompletableFuture<HttpResponse<Void>> exchange = send(clients, tlsUrl("/closed"));
      checking.acquire();

      assertAnswers(clients, server);
      assertThat(exchange).isNotDone();
    } finally {
      checked.countDown();
      clients.close();
    }
  }
}
