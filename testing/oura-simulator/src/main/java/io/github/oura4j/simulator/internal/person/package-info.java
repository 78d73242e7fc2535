// SPDX-License-Identifier: Apache-2.0

/**
 * Generates the data of simulated people: nights, workouts, scores, heart rate and the other
 * documents.
 *
 * <p>Every value is a pure function of the person's seed, the day and the time zone, so that
 * nothing has to be stored. This package does not depend on HTTP.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.person;
