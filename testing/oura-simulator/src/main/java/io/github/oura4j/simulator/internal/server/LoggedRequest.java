// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

/**
 * A request in the log, without headers, body and tokens.
 *
 * @param method the HTTP method
 * @param path the path, starting with a slash
 * @param query the query string, empty if there was none or if it may contain a token
 */
public record LoggedRequest(String method, String path, String query) {}
