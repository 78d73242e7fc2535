// SPDX-License-Identifier: Apache-2.0
/**
 * What clients do, as Micrometer metrics, for programs that have Micrometer on their class path.
 */
@NullMarked
package io.github.oura4j.metrics;

import org.jspecify.annotations.NullMarked;
