// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which tasks of an HTTP client run on the thread that reads from its connections. */
@Timeout(60)
class ReadingThreadExecutorTest {
  private final ReadingThreadExecutor executor = new ReadingThreadExecutor();

  private static Thread threadOfTask(Executor executor) throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);
    executor.execute(
        () -> {
          thread.set(Thread.currentThread());
          ran.countDown();
        });
    ran.await();
    return thread.get();
  }

  private static NonRepeatableBody unsent() {
    return NonRepeatableBody.of(null);
  }

  private static void markAsSent(NonRepeatableBody request) {
    assertThat(request.contentLength()).isZero();
  }

  @Test
  void execute_whenNoRequestIsUnsent_runsOnTheCallingThread() throws Exception {
    assertThat(threadOfTask(executor)).isSameAs(Thread.currentThread());
  }

  @Test
  void execute_untilTheLastRequestIsSentOrHasEnded_runsInAnotherThread() throws Exception {
    NonRepeatableBody first = unsent();
    NonRepeatableBody second = unsent();
    NonRepeatableBody prevented = NonRepeatableBody.prevented();
    List.of(first, second, prevented).forEach(executor::onStart);

    assertThat(threadOfTask(executor)).isNotSameAs(Thread.currentThread());
    markAsSent(first);
    assertThat(threadOfTask(executor)).isNotSameAs(Thread.currentThread());
    executor.onEnd(prevented);
    assertThat(threadOfTask(executor)).isNotSameAs(Thread.currentThread());
    markAsSent(second);
    assertThat(threadOfTask(executor)).isSameAs(Thread.currentThread());
  }

  @Test
  void execute_inAnotherThread_inheritsNothingOfTheCaller() throws Exception {
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    AtomicReference<String> inherited = new AtomicReference<>();
    CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
    NonRepeatableBody request = unsent();
    executor.onStart(request);
    try {
      inheritable.set("of the caller");
      Thread.currentThread().setContextClassLoader(new ClassLoader("webapp", before) {});
      executor.execute(
          () -> {
            inherited.set(inheritable.get());
            loader.complete(Thread.currentThread().getContextClassLoader());
          });

      assertThat(loader.join()).isSameAs(ClassLoader.getSystemClassLoader());
      assertThat(inherited.get()).isNull();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      executor.onEnd(request);
    }
  }

  private static HttpResponse<Void> send(
      HttpClients clients, String url, NonRepeatableBody body, List<String> threads) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).method("GET", body).build();
    clients.onStart(body);
    try {
      return clients
          .send(
              request,
              info -> {
                threads.add(Thread.currentThread().getName());
                return BodySubscribers.discarding();
              })
          .orTimeout(20, TimeUnit.SECONDS)
          .join();
    } finally {
      clients.onEnd(body);
    }
  }

  @Test
  void send_withDefaultSettings_handlesResponsesOnTheReadingThread() throws Exception {
    HttpClients clients = HttpClients.withDefaults(Duration.ofSeconds(11), HttpClient::newBuilder);
    List<String> threads = new CopyOnWriteArrayList<>();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"))) {
      for (int i = 0; i < 3; i++) {
        send(clients, server.baseUrl(), unsent(), threads);
      }
      assertThat(server.connections()).isEqualTo(1);
    }

    assertThat(threads).hasSize(3).allMatch(name -> name.endsWith("SelectorManager"));
    clients.close();
  }

  @Test
  void send_withOwnSettings_handlesResponsesInOtherThreads() throws Exception {
    HttpClients clients = HttpClients.of(HttpClient.newBuilder());
    List<String> threads = new CopyOnWriteArrayList<>();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"))) {
      send(clients, server.baseUrl(), unsent(), threads);
    }

    assertThat(threads).hasSize(1).noneMatch(name -> name.endsWith("SelectorManager"));
    clients.close();
  }

  @Test
  void send_whileACertificateIsCheckedForLong_getsItsResponse() throws Exception {
    CountDownLatch checking = new CountDownLatch(1);
    CountDownLatch checked = new CountDownLatch(1);
    SSLContext tls =
        AnyCertificate.trustedAfter(
            () -> {
              checking.countDown();
              awaitUninterruptibly(checked);
            });
    HttpClients clients =
        HttpClients.withDefaults(
            Duration.ofSeconds(12), () -> HttpClient.newBuilder().sslContext(tls));
    WireMockServer tlsServer =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
    tlsServer.start();
    tlsServer.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{}")));
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"))) {
      List<String> threads = new CopyOnWriteArrayList<>();
      String url = "https://localhost:" + tlsServer.httpsPort();
      CompletableFuture<HttpResponse<Void>> slow =
          CompletableFuture.supplyAsync(() -> send(clients, url, unsent(), threads));
      checking.await();

      assertThat(send(clients, server.baseUrl(), unsent(), threads).statusCode()).isEqualTo(200);
      assertThat(slow).isNotDone();
      checked.countDown();
      assertThat(slow.join().statusCode()).isEqualTo(200);
    } finally {
      checked.countDown();
      tlsServer.stop();
      clients.close();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
