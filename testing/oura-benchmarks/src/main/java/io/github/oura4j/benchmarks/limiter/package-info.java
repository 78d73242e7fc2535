// SPDX-License-Identifier: Apache-2.0
/** The rate limiter that processes share: how fast it is, and that it keeps the limit. */
@NullMarked
package io.github.oura4j.benchmarks.limiter;

import org.jspecify.annotations.NullMarked;
