// SPDX-License-Identifier: Apache-2.0
/**
 * The exceptions that calls to the Oura API throw. Their messages say what happened, for which
 * request, and what to do.
 *
 * @serial exclude
 */
@NullMarked
package io.github.oura4j.error;

import org.jspecify.annotations.NullMarked;
