// SPDX-License-Identifier: Apache-2.0
/**
 * Compares two descriptions element by element, and classifies each change by its effect on users.
 */
@NullMarked
package io.github.oura4j.openapi.compare;

import org.jspecify.annotations.NullMarked;
