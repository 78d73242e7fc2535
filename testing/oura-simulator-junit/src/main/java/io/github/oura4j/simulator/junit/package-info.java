// SPDX-License-Identifier: Apache-2.0

/**
 * Gives each JUnit 5 test a simulated Oura API of its own. Start with {@link
 * io.github.oura4j.simulator.junit.OuraSimulatorTest}.
 */
@NullMarked
package io.github.oura4j.simulator.junit;

import org.jspecify.annotations.NullMarked;
