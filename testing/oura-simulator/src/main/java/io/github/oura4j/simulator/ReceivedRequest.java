// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/**
 * A request that the simulator got, without its headers: no token is kept.
 *
 * @param method the method, such as {@code GET}
 * @param path the path, beginning with a slash
 * @param query what stood behind the question mark, as sent; empty when there was none
 */
public record ReceivedRequest(String method, String path, String query) {}
