// SPDX-License-Identifier: Apache-2.0
/** A study in many processes, and the proof that it is complete and stays within the rate limit. */
@NullMarked
package io.github.oura4j.benchmarks.study;

import org.jspecify.annotations.NullMarked;
