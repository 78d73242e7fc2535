// SPDX-License-Identifier: Apache-2.0
/**
 * Recognizes schemas that have another name in a new export, so that our public names stay the
 * same.
 *
 * <p>Oura once renamed 33 schemas in a single export. What identifies a schema is its shape: the
 * names and types of its properties.
 */
@NullMarked
package io.github.oura4j.openapi.rename;

import org.jspecify.annotations.NullMarked;
