// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Timekeeper;
import io.github.oura4j.http.Transport;
import io.github.oura4j.json.BrokenDocument;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where Oura is and how to send there. What was decorated shares the transport with what it came
 * from.
 *
 * @param base the address that paths are appended to, without a slash at its end
 * @param transport what sends
 * @param time what the time of a whole call is measured by
 * @param callTimeout how long one answer may take
 * @param deadline how long a call may take, its waits and repeats included
 * @param userAgent what the client calls itself
 * @param brokenDocuments takes documents that cannot be read, or null when they are errors
 */
record Connection(
    URI base,
    Transport transport,
    Timekeeper time,
    Duration callTimeout,
    Duration deadline,
    String userAgent,
    @Nullable Consumer<BrokenDocument> brokenDocuments) {
  /** Oura's own address. */
  static final URI OURA = URI.create("https://api.ouraring.com");

  /** What the client calls itself, unless told otherwise. */
  static final String USER_AGENT = "oura4j (Java " + Runtime.version().feature() + ")";

  private static final int UNAUTHORISED = 401;

  /** Returns a connection that changes each request before it is sent. */
  Connection changing(UnaryOperator<OuraRequest> change) {
    return through(request -> transport.send(change.apply(request)));
  }

  /** Returns a connection that sends by another way. */
  Connection through(Transport other) {
    return new Connection(base, other, time, callTimeout, deadline, userAgent, brokenDocuments);
  }

  /** Returns a connection whose calls have another time in all. */
  Connection within(Duration newDeadline) {
    return new Connection(
        base, transport, time, callTimeout, newDeadline, userAgent, brokenDocuments);
  }

  OuraRequest request(String method, URI uri) {
    return OuraRequest.of(method, uri, callTimeout)
        .withDeadline(deadline)
        .withHeader("User-Agent", userAgent);
  }

  /** Sends a request; everything but a success is an exception. */
  OuraResponse call(OuraRequest request) {
    OuraResponse response;
    try {
      response = transport.send(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for the answer to " + request + ".");
    } catch (IOException e) {
      throw new OuraIoException(
          request
              + " to "
              + request.uri().getHost()
              + " failed: "
              + Objects.requireNonNullElse(e.getMessage(), "no answer came")
              + ". Check the network and the address, or try again later.");
    }
    if (response.status() / 100 != 2) {
      throw failure(request, response);
    }
    return response;
  }

  private static OuraApiException failure(OuraRequest request, OuraResponse response) {
    List<ErrorDetail> details = ErrorResponses.details(response.body());
    return Scope.requiredFor(request.uri().getPath())
        .filter(scope -> response.status() == UNAUTHORISED)
        .<OuraApiException>map(
            scope -> AuthenticationException.perhapsScope(scope.name(), request, response, details))
        .orElseGet(() -> OuraApiException.of(request, response, details));
  }
}
