// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks and soak tests, run by hand: what the client costs, and whether it stays correct under
 * load.
 */
@NullMarked
package io.github.oura4j.benchmarks;

import org.jspecify.annotations.NullMarked;
