// SPDX-License-Identifier: Apache-2.0

/**
 * Simulates the Oura API on this machine: simulated people, and an HTTP server that serves their
 * data the way Oura does.
 *
 * <p>Start with {@link io.github.oura4j.simulator.OuraSimulator}. The packages below {@code
 * internal} implement the simulator and are not part of its API.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator;
