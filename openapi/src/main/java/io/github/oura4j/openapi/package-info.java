// SPDX-License-Identifier: Apache-2.0
/**
 * Turns the API description that Oura publishes into the project's own: its facts under our names,
 * in our words. {@link OuraOpenApi} is the command line; {@code DescriptionImport} is the whole
 * way.
 */
package io.github.oura4j.openapi;
