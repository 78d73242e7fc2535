// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.error.ConsentDeniedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on this machine that receives the redirect from Oura's consent page, and shows the
 * person whether the login succeeded.
 *
 * <p>Every connection has a thread of its own, so that one that sends nothing does not keep the
 * callback waiting.
 *
 * @param <T> the result of a login
 */
public final class LoginCallbackServer<T> implements AutoCloseable {
  private static final int HTTP_PORT = 80;
  private static final int HIGHEST_PORT = 65_535;

  /** The longest that a callback may take; longer than an exchange of a code and its storage. */
  private static final Duration CALLBACK_TIMEOUT = Duration.ofMinutes(1);

  private final HttpServer server;
  private final URI redirectUri;
  private final ExecutorService connections = Executors.newCachedThreadPool();
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  /** Held while a callback completes the login; guards {@link #ending}. */
  private final ReentrantLock callback = new ReentrantLock();

  private @Nullable Response ending;

  /**
   * The response to a request.
   *
   * @param page the page to show
   * @param afterward what to do when the page has been sent, or could not be sent
   */
  private record Response(LoginResultPage page, Runnable afterward) {
    Response(LoginResultPage page) {
      this(page, () -> {});
    }
  }

  private LoginCallbackServer(HttpServer server, URI redirectUri) {
    this.server = server;
    this.redirectUri = redirectUri;
    server.setExecutor(connections);
  }

  /** Returns whether a redirect URI is one of this machine: a loopback URI with the scheme http. */
  public static boolean canListenAt(URI redirectUri) {
    try {
      return "http".equalsIgnoreCase(redirectUri.getScheme())
          && redirectUri.getHost() != null
          && redirectUri.getPort() <= HIGHEST_PORT
          && InetAddress.getByName(redirectUri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Opens the port of a redirect URI.
   *
   * @param redirectUri a URI of this machine; port 0 selects a free port
   * @throws IllegalArgumentException if its port is not available
   */
  public static <T> LoginCallbackServer<T> at(URI redirectUri) {
    int port = redirectUri.getPort() == -1 ? HTTP_PORT : redirectUri.getPort();
    try {
      InetAddress host = InetAddress.getByName(redirectUri.getHost());
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      return new LoginCallbackServer<>(server, withPort(redirectUri, server.getAddress()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot listen at "
              + redirectUri
              + "; another program may be using the port. Choose another port with --port whose"
              + " redirect URI is registered for the application, or use --paste.");
    }
  }

  private static URI withPort(URI redirectUri, InetSocketAddress address) {
    return redirectUri.getPort() == 0
        ? URI.create(redirectUri.toString().replaceFirst(":0(?!\\d)", ":" + address.getPort()))
        : redirectUri;
  }

  /** Returns the redirect URI with the actual port. */
  public URI redirectUri() {
    return redirectUri;
  }

  /**
   * Starts to accept callbacks.
   *
   * @param login completes the login with the query of a callback. An exception is shown to the
   *     person and ends the wait, except {@link UnrelatedCallbackException}, after which the server
   *     waits for the right callback
   * @param success the page that is shown after a successful login
   */
  public void start(Function<String, T> login, LoginResultPage success) {
    server.createContext("/", exchange -> handle(exchange, login, success));
    server.start();
  }

  /**
   * Responds to a request. The outcome is reported after the response, because the report closes
   * the server, and also if the response fails, because the person may have closed the tab.
   */
  private void handle(HttpExchange exchange, Function<String, T> login, LoginResultPage success)
      throws IOException {
    Response response = respondTo(exchange, login, success);
    try (exchange) {
      send(exchange, response.page());
    } finally {
      response.afterward().run();
    }
  }

  private Response respondTo(
      HttpExchange exchange, Function<String, T> login, LoginResultPage success) {
    URI uri = exchange.getRequestURI();
    if (!path(uri).equals(path(redirectUri)) || uri.getRawQuery() == null) {
      return new Response(LoginResultPage.notFound());
    }
    return switch (exchange.getRequestMethod()) {
      case "GET" -> finish(uri.getRawQuery(), login, success);
      // Sent by programs that check links. It must not use up the code.
      case "HEAD" -> new Response(success);
      default -> new Response(LoginResultPage.methodNotAllowed());
    };
  }

  /** Returns the path of a URI; an empty path and {@code /} are the same. */
  private static String path(URI uri) {
    String path = uri.getPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** Completes the login once; a callback that is repeated shows how the first one ended. */
  private Response finish(String query, Function<String, T> login, LoginResultPage success) {
    callback.lock();
    try {
      if (ending == null) {
        ending = end(query, login, success);
      }
      return ending;
    } catch (UnrelatedCallbackException unrelated) {
      return new Response(LoginResultPage.unrelated());
    } finally {
      callback.unlock();
    }
  }

  private Response end(String query, Function<String, T> login, LoginResultPage success) {
    try {
      T result = login.apply(query);
      return new Response(success, () -> outcome.complete(result));
    } catch (UnrelatedCallbackException unrelated) {
      throw unrelated;
    } catch (ConsentDeniedException denied) {
      return failed(LoginResultPage.denied(), denied);
    } catch (RuntimeException | Error e) {
      return failed(LoginResultPage.failure(e.getMessage()), e);
    }
  }

  private Response failed(LoginResultPage page, Throwable reason) {
    return new Response(page, () -> outcome.completeExceptionally(reason));
  }

  private static void send(HttpExchange exchange, LoginResultPage page) throws IOException {
    byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    // The URL contains the authorization code, which must not leak to other sites or caches.
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(page.status(), -1);
    } else {
      exchange.sendResponseHeaders(page.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /**
   * Waits until a callback has completed the login, and returns or throws its result. A callback
   * that has arrived before the timeout is completed, because its code works only once.
   */
  public T await(Duration timeout) {
    try {
      return awaitOutcome(timeout);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (TimeoutException e) {
      throw new IllegalArgumentException(
          "Oura did not redirect the browser within "
              + timeout.toMinutes()
              + " minutes. Run login again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("Waiting for the browser was interrupted.");
    }
  }

  private T awaitOutcome(Duration timeout)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      Duration extension = hasEnded() ? CALLBACK_TIMEOUT : Duration.ZERO;
      return outcome.get(extension.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for a callback in flight, and returns whether one has ended the login. */
  private boolean hasEnded() throws InterruptedException {
    if (!callback.tryLock(CALLBACK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      return ending != null;
    } finally {
      callback.unlock();
    }
  }

  /** Closes the server. A callback in flight is not interrupted, but may store its tokens. */
  @Override
  public void close() {
    try {
      boolean unused = hasEnded();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    connections.shutdown();
  }
}
