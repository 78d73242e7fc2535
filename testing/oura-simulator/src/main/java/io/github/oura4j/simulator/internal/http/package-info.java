// SPDX-License-Identifier: Apache-2.0

/**
 * Represents HTTP requests and responses independently of the HTTP server, and writes JSON the way
 * Oura does.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.http;
