// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import io.github.oura4j.simulator.internal.http.RequestLog;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** The HTTP server, on a port of the loopback interface. WireMock handles the connections. */
public final class SimulatorServer {
  private static final int DELAYED_RESPONSE_THREADS = 10;

  private final WireMockServer wireMock;
  private volatile int port;

  /**
   * Creates a server that is not started yet.
   *
   * @param port the port; 0 for a free one
   * @param clock tells when requests were received
   * @param latency the delay of each response. No thread sleeps meanwhile: the response is
   *     scheduled, so that the delay does not depend on the number of requests
   */
  public SimulatorServer(
      int port,
      Router router,
      RequestLog requests,
      FaultInjector faults,
      Clock clock,
      Duration latency) {
    this.port = port;
    wireMock =
        new WireMockServer(
            wireMockConfig()
                .port(port)
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .asynchronousResponseEnabled(!latency.isZero())
                .asynchronousResponseThreads(DELAYED_RESPONSE_THREADS)
                .httpServerFactory(ServerWithoutAdminRoutes::new)
                .extensions(new RoutingTransformer(router, requests, faults, clock, latency)));
  }

  /**
   * Starts to accept connections.
   *
   * @throws UncheckedIOException if another program uses the port
   */
  public void start() {
    wireMock.stubFor(any(anyUrl()).willReturn(aResponse()));
    try {
      wireMock.start();
      port = wireMock.port();
    } catch (FatalStartupException notStarted) {
      stopThreads();
      throw isPortUnavailable(notStarted) ? portUnavailable() : notStarted;
    }
  }

  private static boolean isPortUnavailable(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof BindException);
  }

  private UncheckedIOException portUnavailable() {
    return new UncheckedIOException(
        "Cannot listen on port "
            + port
            + " of this machine, because another program uses it or it is reserved. Choose another"
            + " port, or 0 for a free one.",
        new BindException("port " + port));
  }

  /** Stops the threads of a server that could not start, whose orderly shutdown fails. */
  private void stopThreads() {
    try {
      wireMock.stop();
    } catch (Exception notRunning) {
      // All that can be stopped is stopped.
    }
  }

  /** Returns the base URL of a server that was started, without a trailing slash. */
  public String baseUrl() {
    return "http://localhost:" + port;
  }

  /** Stops the server and closes its connections; Jetty ignores further calls. */
  public void stop() {
    wireMock.stop();
  }
}
