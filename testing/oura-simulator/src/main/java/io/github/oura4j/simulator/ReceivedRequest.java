// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/**
 * A request that the simulator received. It has no headers and no body, so that it contains no
 * token.
 *
 * @param method the HTTP method, such as {@code GET}
 * @param path the path, starting with a slash
 * @param query the query string after the question mark, as sent; empty if there was none, and for
 *     the OAuth endpoints, whose query may contain a token
 */
public record ReceivedRequest(String method, String path, String query) {}
