// SPDX-License-Identifier: Apache-2.0
/**
 * Reads an export, the OpenAPI document that Oura publishes, and checks that the import can process
 * it.
 *
 * <p>Text in an export is untrusted and Oura's own. What is kept of an export for the tests is
 * therefore reduced to its facts, without descriptions and examples.
 */
@NullMarked
package io.github.oura4j.openapi.export;

import org.jspecify.annotations.NullMarked;
