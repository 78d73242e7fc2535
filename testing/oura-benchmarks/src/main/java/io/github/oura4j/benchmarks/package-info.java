// SPDX-License-Identifier: Apache-2.0
/** Measures what the client costs, against the same work without it in the same run. */
@NullMarked
package io.github.oura4j.benchmarks;

import org.jspecify.annotations.NullMarked;
