// SPDX-License-Identifier: Apache-2.0
/** Drawings in characters for a terminal of 80 columns, with colors if it has any. */
@NullMarked
package io.github.oura4j.examples.terminal;

import org.jspecify.annotations.NullMarked;
