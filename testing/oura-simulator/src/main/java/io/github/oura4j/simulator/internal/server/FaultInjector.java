// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Injects faults into responses and counts them: into every nth response, each fault in turn, and
 * where tests ordered one. Thread-safe.
 */
public final class FaultInjector {
  private static final ResponseFault[] FAULTS = ResponseFault.values();
  private static final Pattern PATH = Pattern.compile("/[^?#\\s]*");
  private static final int MIN_STATUS = 200;
  private static final int MAX_STATUS = 599;

  private final int every;
  private final AtomicLong responses = new AtomicLong();
  private final Map<ResponseFault, LongAdder> injected = new ConcurrentHashMap<>();
  private final Map<List<String>, Queue<OrderedOutcome>> ordered = new HashMap<>();

  /**
   * Creates an injector.
   *
   * @param every 1 for a fault in every response, 2 for every second one, and so on; 0 for none
   */
  public FaultInjector(int every) {
    this.every = every;
  }

  /** Returns the number if it is a valid interval between faults. */
  public static int checkedInterval(int every) {
    if (every < 1) {
      throw new IllegalArgumentException("faults must be at least 1, but is " + every);
    }
    return every;
  }

  /** Orders a fault for the next request to a path for which nothing is ordered yet. */
  public void order(String path, ResponseFault fault) {
    order(path, new OrderedOutcome.Failure(fault));
  }

  /** Orders a response for the next request to a path for which nothing is ordered yet. */
  public void order(String path, int status, Map<String, String> headers, String body) {
    if (status < MIN_STATUS || status > MAX_STATUS) {
      throw new IllegalArgumentException(
          "status must be from " + MIN_STATUS + " to " + MAX_STATUS + ", but is " + status);
    }
    HttpHeaders wireMockHeaders =
        new HttpHeaders(
            headers.entrySet().stream()
                .map(header -> new HttpHeader(header.getKey(), header.getValue()))
                .toArray(HttpHeader[]::new));
    order(
        path,
        new OrderedOutcome.Replacement(
            Response.response().status(status).headers(wireMockHeaders).body(body).build()));
  }

  private void order(String path, OrderedOutcome outcome) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "path must start with a slash, be percent-encoded and have no query, such as"
              + " /v2/usercollection/sleep, but is "
              + path);
    }
    synchronized (ordered) {
      ordered
          .computeIfAbsent(SimulatedRequest.parsePath(path), key -> new ArrayDeque<>())
          .add(outcome);
    }
  }

  /**
   * Returns the response to a request, and the fault in it, if there is one.
   *
   * @param path the decoded segments of the path
   * @param regular processes the request, and returns the regular response
   */
  InjectedResponse respond(List<String> path, Supplier<Response> regular) {
    long number = responses.incrementAndGet();
    return nextOrdered(path)
        .or(() -> periodicFault(number))
        .map(outcome -> respond(outcome, regular))
        .orElseGet(() -> new InjectedResponse(regular.get(), Optional.empty()));
  }

  private InjectedResponse respond(OrderedOutcome outcome, Supplier<Response> regular) {
    Response response = outcome.respond(regular);
    if (outcome instanceof OrderedOutcome.Failure failure) {
      injected.computeIfAbsent(failure.fault(), key -> new LongAdder()).increment();
      return new InjectedResponse(response, Optional.of(failure.fault()));
    }
    return new InjectedResponse(response, Optional.empty());
  }

  private Optional<OrderedOutcome> nextOrdered(List<String> path) {
    synchronized (ordered) {
      return Optional.ofNullable(ordered.get(path)).map(Queue::poll);
    }
  }

  private Optional<OrderedOutcome> periodicFault(long number) {
    return every == 0 || number % every != 0
        ? Optional.empty()
        : Optional.of(new OrderedOutcome.Failure(FAULTS[(int) (number / every % FAULTS.length)]));
  }

  /** Returns the number of responses so far, with and without a fault. */
  public long responses() {
    return responses.get();
  }

  /** Returns how often a fault was injected so far. */
  public long count(ResponseFault fault) {
    LongAdder count = injected.get(fault);
    return count == null ? 0 : count.sum();
  }

  /**
   * A response, possibly with a fault.
   *
   * @param response the response to send
   * @param fault the fault in it; empty if there is none
   */
  record InjectedResponse(Response response, Optional<ResponseFault> fault) {
    /** Returns the name of the fault, or the status. */
    String outcome() {
      return fault.map(ResponseFault::name).orElseGet(() -> String.valueOf(response.getStatus()));
    }
  }
}
