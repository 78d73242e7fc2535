// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Builds the JDK's HTTP clients, and knows which of them are still referenced. */
final class CountedClients implements HttpClient.Builder {
  private final HttpClient.Builder builder = HttpClient.newBuilder();
  private final List<WeakReference<HttpClient>> built = new CopyOnWriteArrayList<>();
  private volatile boolean fails;

  /** Lets later attempts to build a client fail as if too many files were open. */
  void failFromNowOn() {
    fails = true;
  }

  int built() {
    return built.size();
  }

  /** Returns the number of clients that are left after garbage collection. */
  long referenced() {
    System.gc();
    return built.stream().filter(client -> !client.refersTo(null)).count();
  }

  @Override
  public HttpClient build() {
    if (fails) {
      throw new UncheckedIOException(new IOException("Too many open files"));
    }
    HttpClient client = builder.build();
    built.add(new WeakReference<>(client));
    return client;
  }

  @Override
  public HttpClient.Builder cookieHandler(CookieHandler handler) {
    builder.cookieHandler(handler);
    return this;
  }

  @Override
  public HttpClient.Builder connectTimeout(Duration timeout) {
    builder.connectTimeout(timeout);
    return this;
  }

  @Override
  public HttpClient.Builder sslContext(SSLContext context) {
    builder.sslContext(context);
    return this;
  }

  @Override
  public HttpClient.Builder sslParameters(SSLParameters parameters) {
    builder.sslParameters(parameters);
    return this;
  }

  @Override
  public HttpClient.Builder executor(Executor executor) {
    builder.executor(executor);
    return this;
  }

  @Override
  public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
    builder.followRedirects(policy);
    return this;
  }

  @Override
  public HttpClient.Builder version(HttpClient.Version version) {
    builder.version(version);
    return this;
  }

  @Override
  public HttpClient.Builder priority(int priority) {
    builder.priority(priority);
    return this;
  }

  @Override
  public HttpClient.Builder proxy(ProxySelector selector) {
    builder.proxy(selector);
    return this;
  }

  @Override
  public HttpClient.Builder authenticator(Authenticator authenticator) {
    builder.authenticator(authenticator);
    return this;
  }
}
