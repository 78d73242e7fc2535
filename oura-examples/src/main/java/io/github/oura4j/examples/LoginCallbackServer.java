// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.OuraException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * An HTTP server on this machine that receives the redirect from Oura's consent page, and shows the
 * person whether the login succeeded.
 *
 * @param <T> the result of a login
 */
final class LoginCallbackServer<T> implements AutoCloseable {
  private final HttpServer server;
  private final URI redirectUri;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  private LoginCallbackServer(HttpServer server, URI redirectUri) {
    this.server = server;
    this.redirectUri = redirectUri;
  }

  /**
   * Opens the port of a redirect URI.
   *
   * @param redirectUri a loopback URI with the scheme http; port 0 selects a free port
   * @throws IllegalArgumentException if the URI is not a loopback one, or its port is not available
   */
  static <T> LoginCallbackServer<T> at(URI redirectUri) {
    try {
      InetAddress host = InetAddress.getByName(redirectUri.getHost());
      if (!host.isLoopbackAddress() || !"http".equals(redirectUri.getScheme())) {
        throw new IllegalArgumentException(
            "The redirect URI "
                + redirectUri
                + " is not an http:// URI of this machine. Add --paste, and paste the URL to which"
                + " the browser is redirected.");
      }
      HttpServer server =
          HttpServer.create(new InetSocketAddress(host, Math.max(0, redirectUri.getPort())), 0);
      URI actual = URI.create(redirectUri.toString().replace(":0/", ":" + port(server) + "/"));
      return new LoginCallbackServer<>(server, actual);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot listen at "
              + redirectUri
              + "; another program may be using the port. Choose another port with --port whose"
              + " redirect URI is registered for the application, or use --paste.");
    }
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  /** Returns the redirect URI with the actual port. */
  URI redirectUri() {
    return redirectUri;
  }

  /**
   * Starts to accept callbacks.
   *
   * @param login completes the login with the query of a callback. An exception is shown to the
   *     person and ends the wait, except {@link UnrelatedCallbackException}, after which the server
   *     waits for the right callback
   */
  void start(Function<String, T> login) {
    server.createContext("/", exchange -> handle(exchange, login));
    server.start();
  }

  private void handle(HttpExchange exchange, Function<String, T> login) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    if (!exchange.getRequestURI().getPath().equals(redirectUri.getPath()) || query == null) {
      respond(exchange, 404, LoginResultPage.notFound());
      return;
    }
    try {
      T result = login.apply(query);
      respond(exchange, 200, LoginResultPage.success());
      outcome.complete(result);
    } catch (UnrelatedCallbackException e) {
      respond(exchange, 400, LoginResultPage.failure(e.getMessage()));
    } catch (ConsentDeniedException denied) {
      respond(exchange, 200, LoginResultPage.denied());
      outcome.completeExceptionally(denied);
    } catch (OuraException | IllegalArgumentException e) {
      respond(exchange, 200, LoginResultPage.failure(e.getMessage()));
      outcome.completeExceptionally(e);
    }
  }

  private static void respond(HttpExchange exchange, int status, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    // The URL contains the authorization code, which must not leak to other sites or caches.
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Waits until a callback has completed the login, and returns or throws its result. */
  T await(Duration timeout) {
    try {
      return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
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

  @Override
  public void close() {
    server.stop(0);
  }
}
