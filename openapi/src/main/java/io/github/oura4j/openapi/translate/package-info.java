// SPDX-License-Identifier: Apache-2.0
/**
 * Translates the operations and schemas of an export into the form and the names of our
 * description.
 *
 * <p>OpenAPI has several ways to express the same thing, and Oura's exports have used most of them.
 * After this stage there is one way for each, so that a new notation in an export does not change
 * the generated code. A keyword that is not understood stops the import: silently dropping it would
 * lose a fact.
 */
@NullMarked
package io.github.oura4j.openapi.translate;

import org.jspecify.annotations.NullMarked;
