// SPDX-License-Identifier: Apache-2.0
/**
 * Compares two descriptions element by element, and classifies each change by its effect on users.
 * Tests compare the public API of compiled modules by the same rule.
 */
@NullMarked
package io.github.oura4j.openapi.compare;

import org.jspecify.annotations.NullMarked;
