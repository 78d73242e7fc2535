// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import java.time.Instant;

/**
 * A request in the log, without headers, body and tokens.
 *
 * @param time when its response was ready
 * @param method the HTTP method
 * @param path the path, starting with a slash
 * @param query the query string, empty if there was none or if it may contain a token
 * @param outcome the status of the response, or the name of the fault that replaced it
 */
public record LoggedRequest(
    Instant time, String method, String path, String query, String outcome) {

  int length() {
    return path.length() + query.length();
  }
}
