// SPDX-License-Identifier: Apache-2.0
/**
 * Turns the OpenAPI document that Oura publishes (the export) into the project's own description,
 * {@code oura-v2.yaml}: the same facts, under our names, with our descriptions. {@link OuraOpenApi}
 * is the command line. Each stage of the import is a package; {@code assemble} runs them in order,
 * and {@code update} reports what a new export changes.
 */
@NullMarked
package io.github.oura4j.openapi;

import org.jspecify.annotations.NullMarked;
