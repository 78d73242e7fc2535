// SPDX-License-Identifier: Apache-2.0

/** Runs the HTTP server: routes each request, records it, and injects faults into responses. */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.server;
