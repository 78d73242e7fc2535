// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;

/** The HTTP server, on a free port of the loopback interface. WireMock handles the connections. */
public final class SimulatorServer {
  private static final int DELAYED_RESPONSE_THREADS = 10;

  private final WireMockServer wireMock;

  /**
   * Creates a server that is not started yet.
   *
   * @param latency the delay of each response. No thread sleeps meanwhile: the response is
   *     scheduled, so that the delay does not depend on the number of requests
   */
  public SimulatorServer(
      Router router, RequestLog requests, FaultInjector faults, Duration latency) {
    wireMock =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .asynchronousResponseEnabled(!latency.isZero())
                .asynchronousResponseThreads(DELAYED_RESPONSE_THREADS)
                .httpServerFactory(ServerWithoutAdminRoutes::new)
                .extensions(new RoutingTransformer(router, requests, faults, latency)));
  }

  /** Starts to accept connections. */
  public void start() {
    wireMock.stubFor(any(anyUrl()).willReturn(aResponse()));
    wireMock.start();
  }

  /** Returns the base URL of the running server, without a trailing slash. */
  public String baseUrl() {
    return "http://localhost:" + wireMock.port();
  }

  /** Stops the server and closes its connections, unless it is stopped already. */
  public void stop() {
    if (wireMock.isRunning()) {
      wireMock.stop();
    }
  }
}
