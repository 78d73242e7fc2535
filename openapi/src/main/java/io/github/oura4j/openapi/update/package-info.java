// SPDX-License-Identifier: Apache-2.0
/** Moves the project from one export to the next, and reports what the new export changes. */
@NullMarked
package io.github.oura4j.openapi.update;

import org.jspecify.annotations.NullMarked;
