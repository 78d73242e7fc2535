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
 * Waits on this machine for the browser to come back, and shows the person what came of it.
 *
 * @param <T> what comes of it
 */
final class CallbackListener<T> implements AutoCloseable {
  private final HttpServer server;
  private final URI redirect;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  private CallbackListener(HttpServer server, URI redirect) {
    this.server = server;
    this.redirect = redirect;
  }

  /**
   * Begins to listen.
   *
   * @param redirect an HTTP address of this machine; port 0 takes a free one
   * @throws IllegalArgumentException if nothing can be listened to there
   */
  static <T> CallbackListener<T> at(URI redirect) {
    try {
      InetAddress host = InetAddress.getByName(redirect.getHost());
      if (!host.isLoopbackAddress() || !"http".equals(redirect.getScheme())) {
        throw new IllegalArgumentException(
            "The browser comes back to "
                + redirect
                + ", which is not http:// on this machine. Add --paste, and paste the address that"
                + " it ended at.");
      }
      HttpServer server =
          HttpServer.create(new InetSocketAddress(host, Math.max(0, redirect.getPort())), 0);
      URI real = URI.create(redirect.toString().replace(":0/", ":" + port(server) + "/"));
      return new CallbackListener<>(server, real);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Nothing can be listened to at "
              + redirect
              + ": another program may be there. Choose another port with --port, which the"
              + " application has registered, or use --paste.");
    }
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  URI redirect() {
    return redirect;
  }

  /**
   * Takes callbacks from now on.
   *
   * @param login what to do with the query; what it throws is shown to the person. A callback that
   *     answers another question ends in a {@link StrayCallback} and is not the end
   */
  void answerWith(Function<String, T> login) {
    server.createContext("/", exchange -> handle(exchange, login));
    server.start();
  }

  private void handle(HttpExchange exchange, Function<String, T> login) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    if (!exchange.getRequestURI().getPath().equals(redirect.getPath()) || query == null) {
      show(exchange, 404, LoginPage.notHere());
      return;
    }
    try {
      T result = login.apply(query);
      show(exchange, 200, LoginPage.success());
      outcome.complete(result);
    } catch (StrayCallback stray) {
      show(exchange, 400, LoginPage.failure(stray.getMessage()));
    } catch (ConsentDeniedException refused) {
      show(exchange, 200, LoginPage.refused());
      outcome.completeExceptionally(refused);
    } catch (OuraException | IllegalArgumentException e) {
      show(exchange, 200, LoginPage.failure(e.getMessage()));
      outcome.completeExceptionally(e);
    }
  }

  private static void show(HttpExchange exchange, int status, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    // The code stands in the address bar: it is not to travel on.
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Waits until a callback has been dealt with. */
  T await(Duration patience) {
    try {
      return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } catch (TimeoutException e) {
      throw new IllegalArgumentException(
          "Nobody came back within " + patience.toMinutes() + " minutes. Run login again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("The wait for the browser was interrupted.");
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
