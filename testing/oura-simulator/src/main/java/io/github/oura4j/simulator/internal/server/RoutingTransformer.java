// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.oura4j.simulator.internal.http.HtmlPage;
import io.github.oura4j.simulator.internal.http.Json;
import io.github.oura4j.simulator.internal.http.LoggedRequest;
import io.github.oura4j.simulator.internal.http.Redirect;
import io.github.oura4j.simulator.internal.http.RequestLog;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.oauth.OAuthEndpoints;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The WireMock extension that replaces each of WireMock's responses with the simulator's, and logs
 * the request.
 */
final class RoutingTransformer implements ResponseTransformerV2 {
  private final Router router;
  private final RequestLog requests;
  private final FaultInjector faults;
  private final Clock clock;
  private final int latencyMillis;

  RoutingTransformer(
      Router router, RequestLog requests, FaultInjector faults, Clock clock, Duration latency) {
    this.router = router;
    this.requests = requests;
    this.faults = faults;
    this.clock = clock;
    this.latencyMillis = Math.toIntExact(latency.toMillis());
  }

  @Override
  public String getName() {
    return "oura";
  }

  @Override
  public Response transform(Response template, ServeEvent event) {
    Request request = event.getRequest();
    String[] pathAndQuery = request.getUrl().split("\\?", 2);
    String path = pathAndQuery[0];
    String query = pathAndQuery.length == 2 ? pathAndQuery[1] : "";
    String method = request.getMethod().value();
    SimulatedRequest simulated =
        new SimulatedRequest(
            method,
            SimulatedRequest.parsePath(path),
            SimulatedRequest.parseQuery(query),
            name -> header(request, name),
            request.getBodyAsString());
    Supplier<Response> regular = () -> toWireMock(template, router.respondTo(simulated));
    if (router.isForPage(simulated)) {
      return regular.get();
    }
    FaultInjector.InjectedResponse response = faults.respond(simulated.path(), regular);
    requests.add(
        new LoggedRequest(
            clock.instant(), method, path, withoutTokens(simulated, query), response.outcome()));
    return delayed(response.response());
  }

  private Response delayed(Response response) {
    return latencyMillis == 0
        ? response
        : Response.Builder.like(response).but().incrementInitialDelay(latencyMillis).build();
  }

  /** The legacy revocation endpoint takes the token as a query parameter. */
  private static String withoutTokens(SimulatedRequest request, String query) {
    return OAuthEndpoints.at(request.decodedPath()).isPresent() ? "" : query;
  }

  private static Response toWireMock(Response template, SimulatedResponse response) {
    Response.Builder builder = Response.Builder.like(template).but().status(response.status());
    Object body = response.body();
    if (body instanceof HtmlPage page) {
      return builder
          .headers(new HttpHeaders(new HttpHeader("Content-Type", "text/html; charset=utf-8")))
          .body(page.html())
          .build();
    }
    if (body instanceof Redirect redirect) {
      return builder
          .headers(new HttpHeaders(new HttpHeader("Location", redirect.location())))
          .build();
    }
    return body == null
        ? builder.build()
        : builder
            .headers(new HttpHeaders(new HttpHeader("Content-Type", "application/json")))
            .body(Json.bytes(body))
            .build();
  }

  private static Optional<String> header(Request request, String name) {
    return request.containsHeader(name) ? Optional.of(request.getHeader(name)) : Optional.empty();
  }
}
