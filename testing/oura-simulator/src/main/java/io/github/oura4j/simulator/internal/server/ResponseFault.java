// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import java.util.Arrays;

/** The faults that can replace or change a response, in the order in which they are injected. */
public enum ResponseFault {
  /** Resets the connection. */
  CONNECTION_RESET,
  /** Closes the connection without a response. */
  CONNECTION_CLOSED,
  /** Sends bytes that are not HTTP. */
  INVALID_HTTP,
  /** Sends a body with a malformed chunk. */
  MALFORMED_BODY,
  /** Omits the last byte of the body. */
  TRUNCATED_JSON,
  /** Delays the response by two seconds. */
  DELAYED_RESPONSE,
  /** Responds with 408. */
  REQUEST_TIMEOUT,
  /** Responds with 429. */
  TOO_MANY_REQUESTS,
  /** Responds with 500. */
  INTERNAL_SERVER_ERROR,
  /** Responds with 502. */
  BAD_GATEWAY,
  /** Responds with 503. */
  SERVICE_UNAVAILABLE,
  /** Responds with 504. */
  GATEWAY_TIMEOUT;

  private static final int DELAY_MILLIS = 2000;

  Response applyTo(Response response) {
    Response.Builder faulty = Response.Builder.like(response).but();
    return switch (this) {
      case CONNECTION_RESET -> faulty.fault(Fault.CONNECTION_RESET_BY_PEER).build();
      case CONNECTION_CLOSED -> faulty.fault(Fault.EMPTY_RESPONSE).build();
      case INVALID_HTTP -> faulty.fault(Fault.RANDOM_DATA_THEN_CLOSE).build();
      case MALFORMED_BODY -> faulty.fault(Fault.MALFORMED_RESPONSE_CHUNK).build();
      case TRUNCATED_JSON -> faulty.body(withoutLastByte(response.getBody())).build();
      case DELAYED_RESPONSE -> faulty.incrementInitialDelay(DELAY_MILLIS).build();
      case REQUEST_TIMEOUT -> error(faulty, 408, "{}", "X-Fault", "timeout");
      case TOO_MANY_REQUESTS -> error(faulty, 429, "{}", "Retry-After", "1");
      case INTERNAL_SERVER_ERROR ->
          error(faulty, 500, "{\"detail\":\"Internal\"}", "X-Fault", "error");
      case BAD_GATEWAY ->
          error(faulty, 502, "<html>Bad gateway</html>", "Content-Type", "text/html");
      case SERVICE_UNAVAILABLE -> error(faulty, 503, "", "Retry-After", "1");
      case GATEWAY_TIMEOUT -> error(faulty, 504, "", "X-Fault", "timeout");
    };
  }

  private static byte[] withoutLastByte(byte[] json) {
    return Arrays.copyOf(json, Math.max(0, json.length - 1));
  }

  private static Response error(
      Response.Builder faulty, int status, String body, String header, String value) {
    return faulty
        .status(status)
        .headers(new HttpHeaders(new HttpHeader(header, value)))
        .body(body)
        .build();
  }
}
