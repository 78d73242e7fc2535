// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.simulator.internal.server.ResponseFault;

/** A way in which a request fails: in the network, at a gateway, or at the server. */
public enum SimulatedFault {
  /** The connection is reset before any response. */
  CONNECTION_RESET(ResponseFault.CONNECTION_RESET),
  /** The connection is closed before any response. */
  CONNECTION_CLOSED(ResponseFault.CONNECTION_CLOSED),
  /** The server sends bytes that are not HTTP, and closes the connection. */
  INVALID_HTTP(ResponseFault.INVALID_HTTP),
  /** The server sends the headers and a malformed body, and closes the connection. */
  MALFORMED_BODY(ResponseFault.MALFORMED_BODY),
  /** The last byte of the JSON is missing, although the response is complete according to HTTP. */
  TRUNCATED_JSON(ResponseFault.TRUNCATED_JSON),
  /** The response is delayed by two seconds. */
  DELAYED_RESPONSE(ResponseFault.DELAYED_RESPONSE),
  /** Status 408. */
  REQUEST_TIMEOUT(ResponseFault.REQUEST_TIMEOUT),
  /** Status 429 with a {@code Retry-After} of one second. */
  TOO_MANY_REQUESTS(ResponseFault.TOO_MANY_REQUESTS),
  /** Status 500 with a JSON body. */
  INTERNAL_SERVER_ERROR(ResponseFault.INTERNAL_SERVER_ERROR),
  /** Status 502 with an HTML body, as a gateway sends it. */
  BAD_GATEWAY(ResponseFault.BAD_GATEWAY),
  /** Status 503 with a {@code Retry-After} of one second. */
  SERVICE_UNAVAILABLE(ResponseFault.SERVICE_UNAVAILABLE),
  /** Status 504 without a body, as a gateway sends it. */
  GATEWAY_TIMEOUT(ResponseFault.GATEWAY_TIMEOUT);

  private final ResponseFault fault;

  SimulatedFault(ResponseFault fault) {
    this.fault = fault;
  }

  ResponseFault fault() {
    return fault;
  }
}
