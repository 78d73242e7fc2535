// SPDX-License-Identifier: Apache-2.0
/**
 * Conversion of documents to and from JSON text, without losing what this library does not know.
 */
@NullMarked
package io.github.oura4j.json;

import org.jspecify.annotations.NullMarked;
