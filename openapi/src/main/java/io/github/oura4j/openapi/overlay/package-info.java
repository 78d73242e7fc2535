// SPDX-License-Identifier: Apache-2.0
/**
 * Applies the hand-written data in {@code overlay/}: public names, corrections and descriptions.
 *
 * <p>Corrections change facts and must state a reason; descriptions only add text and value ranges
 * to elements that exist. An entry that matches nothing is reported, so that the files do not
 * collect leftovers.
 */
@NullMarked
package io.github.oura4j.openapi.overlay;

import org.jspecify.annotations.NullMarked;
