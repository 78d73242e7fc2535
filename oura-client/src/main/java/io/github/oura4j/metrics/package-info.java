// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of API calls for Micrometer. Micrometer is an optional dependency: an application that
 * uses this package adds it.
 */
@NullMarked
package io.github.oura4j.metrics;

import org.jspecify.annotations.NullMarked;
