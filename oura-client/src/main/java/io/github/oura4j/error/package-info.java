// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong, as exceptions that say what happened, to which request, and what to do.
 *
 * @serial exclude
 */
@NullMarked
package io.github.oura4j.error;

import org.jspecify.annotations.NullMarked;
