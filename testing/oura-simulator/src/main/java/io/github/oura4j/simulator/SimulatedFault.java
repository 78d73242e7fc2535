// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/** A way in which a call fails on its way to Oura and back. */
public enum SimulatedFault {
  /** The connection is reset in place of an answer. */
  CONNECTION_RESET,
  /** The connection is closed in place of an answer. */
  CONNECTION_CLOSED,
  /** What is not HTTP comes, and the connection is closed. */
  GARBAGE,
  /** The headers come, then a body that breaks off. */
  BROKEN_BODY,
  /** The JSON ends early, and the answer says that it is whole. */
  TRUNCATED_JSON,
  /** The answer comes after two seconds. */
  LATE,
  /** 408. */
  REQUEST_TIMEOUT,
  /** 429 for the token, lifted after a second. */
  TOO_MANY_REQUESTS,
  /** 500 in JSON. */
  SERVER_ERROR,
  /** A gateway's 502 in HTML. */
  BAD_GATEWAY,
  /** 503 that asks for a second's rest. */
  UNAVAILABLE,
  /** A gateway's 504 without a body. */
  GATEWAY_TIMEOUT
}
