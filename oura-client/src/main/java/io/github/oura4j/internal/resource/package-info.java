// SPDX-License-Identifier: Apache-2.0
/**
 * Lists of documents and samples that are read from Oura: ranges are split into windows, widened
 * and trimmed here.
 */
@NullMarked
package io.github.oura4j.internal.resource;

import org.jspecify.annotations.NullMarked;
