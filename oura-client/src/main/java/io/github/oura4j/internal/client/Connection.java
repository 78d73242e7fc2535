// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.ConnectionFailure;
import io.github.oura4j.internal.paging.FetchThreads;
import io.github.oura4j.internal.pipeline.CallListeners;
import io.github.oura4j.internal.pipeline.ErrorResponses;
import io.github.oura4j.internal.util.RedactedCause;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The settings and the transport that a client sends its requests with, and the translation of
 * failures into exceptions. Derived connections share the transport and the threads.
 *
 * @param baseUrl the URL that paths are appended to, without a trailing slash
 * @param transport sends the requests
 * @param ticker measures the duration of calls
 * @param clock the clock that dates in response headers are compared with
 * @param callTimeout the maximum duration of one attempt, up to the last byte of the response
 * @param deadline the maximum duration of a whole call, including waits and retries
 * @param subscriptionTimeout the maximum duration of an attempt to create or change a webhook
 *     subscription
 * @param userAgent the value of the header {@code User-Agent}
 * @param decoder decodes responses
 * @param listeners is notified of events
 * @param fetchThreads run requests for pages that are fetched before they are read
 */
record Connection(
    URI baseUrl,
    Transport transport,
    Ticker ticker,
    Clock clock,
    Duration callTimeout,
    Duration deadline,
    Duration subscriptionTimeout,
    String userAgent,
    ResponseDecoder decoder,
    CallListeners listeners,
    FetchThreads fetchThreads) {
  private static final int PARTIAL_CONTENT = 206;

  /** The base URL of Oura's API, the default. */
  static final URI DEFAULT_BASE_URL = URI.create("https://api.ouraring.com");

  /** Returns a connection that modifies each request before it is sent. */
  Connection mapRequests(UnaryOperator<OuraRequest> modification) {
    return withTransport(request -> transport.send(modification.apply(request)));
  }

  /** Returns a connection that sends with another transport. */
  Connection withTransport(Transport newTransport) {
    return new Connection(
        baseUrl,
        newTransport,
        ticker,
        clock,
        callTimeout,
        deadline,
        subscriptionTimeout,
        userAgent,
        decoder,
        listeners,
        fetchThreads);
  }

  /** Returns a connection whose calls, including those with an own timeout, have a deadline. */
  Connection withDeadline(Duration newDeadline) {
    return new Connection(
        baseUrl,
        transport,
        ticker,
        clock,
        callTimeout,
        newDeadline,
        shorter(newDeadline, subscriptionTimeout),
        userAgent,
        decoder,
        listeners,
        fetchThreads);
  }

  /**
   * Creates the request of a call that begins now: its deadline is counted from here. The request
   * has the timeout and the user agent of this connection.
   */
  OuraRequest request(String method, URI uri) {
    return OuraRequest.of(method, uri, callTimeout)
        .withDeadline(Deadline.after(deadline, ticker))
        .withHeader("User-Agent", userAgent);
  }

  /**
   * Returns a copy of a request that Oura may hold for minutes: to create or change a webhook
   * subscription, it first challenges the callback URL. The rate limit is not affected, because the
   * request reaches Oura long before the response.
   */
  OuraRequest withSubscriptionTimeout(OuraRequest request) {
    Duration total = deadline.compareTo(subscriptionTimeout) < 0 ? subscriptionTimeout : deadline;
    return request
        .withTimeout(subscriptionTimeout)
        .withReadTimeout(subscriptionTimeout)
        .withDeadline(Deadline.after(total, ticker));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Sends a request and returns its successful response.
   *
   * @throws io.github.oura4j.error.OuraException if the request fails or its status is not 2xx
   */
  OuraResponse send(OuraRequest request) {
    OuraResponse response;
    try {
      response = transport.send(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while waiting for the response to " + request + ".");
    } catch (IOException e) {
      throw new OuraIoException(
          ConnectionFailure.message(
              request, e, "Check the network and the base URL, or try again later."),
          ConnectionFailure.isUnsent(e),
          RedactedCause.of(e));
    }
    if (response.status() / 100 != 2 || response.status() == PARTIAL_CONTENT) {
      throw ErrorResponses.exception(request, response, clock.instant());
    }
    return response;
  }

  /** Closes the transport, so that running requests fail, and ends the threads. */
  void close() {
    try {
      transport.close();
    } finally {
      fetchThreads.close();
    }
  }
}
