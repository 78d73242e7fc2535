// SPDX-License-Identifier: Apache-2.0
/** Encodes and decodes JSON with Jackson. */
@NullMarked
package io.github.oura4j.internal.json;

import org.jspecify.annotations.NullMarked;
