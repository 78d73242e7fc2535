// SPDX-License-Identifier: Apache-2.0

/**
 * An Oura of one's own: simulated people, and a server on this machine that answers for them as
 * Oura does.
 *
 * <p>{@link io.github.oura4j.simulator.OuraSimulator} is where to begin.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator;
