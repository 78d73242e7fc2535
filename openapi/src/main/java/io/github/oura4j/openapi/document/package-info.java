// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and writes JSON and YAML documents, and keeps track of the location of each node in them.
 *
 * <p>Every other package builds on this one, so it depends on none of them. Each message about bad
 * input names the location, which is why nodes travel as {@link
 * io.github.oura4j.openapi.document.LocatedNode}.
 */
@NullMarked
package io.github.oura4j.openapi.document;

import org.jspecify.annotations.NullMarked;
