// SPDX-License-Identifier: Apache-2.0
/** Checks of arguments, and intervals of days and instants. */
@NullMarked
package io.github.oura4j.internal.util;

import org.jspecify.annotations.NullMarked;
