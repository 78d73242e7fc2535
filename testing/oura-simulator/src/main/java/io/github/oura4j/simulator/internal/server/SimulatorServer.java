// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;

/** The HTTP server, on a free port of the loopback interface. WireMock handles the connections. */
public final class SimulatorServer {
  private final WireMockServer wireMock;

  /** Creates a server that is not started yet. */
  public SimulatorServer(Router router, RequestLog requests, FaultInjector faults) {
    wireMock =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .extensions(new RoutingTransformer(router, requests, faults)));
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

  /** Stops the server and closes its connections. */
  public void stop() {
    wireMock.stop();
  }
}
