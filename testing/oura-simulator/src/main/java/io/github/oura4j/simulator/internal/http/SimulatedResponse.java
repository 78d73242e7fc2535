// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A response of the simulator, independent of the HTTP server.
 *
 * @param status the HTTP status
 * @param body an {@link HtmlPage}, a {@link Redirect}, or an object that is written as JSON; null
 *     for an empty body
 */
public record SimulatedResponse(int status, @Nullable Object body) {
  /** Returns a response with status 200. */
  public static SimulatedResponse ok(Object body) {
    return new SimulatedResponse(200, body);
  }
}
