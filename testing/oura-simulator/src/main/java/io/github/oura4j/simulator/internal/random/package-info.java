// SPDX-License-Identifier: Apache-2.0

/**
 * Derives pseudorandom numbers and document ids from a seed, identically on every machine and Java
 * version.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.random;
