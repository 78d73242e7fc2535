// SPDX-License-Identifier: Apache-2.0

/**
 * Simulates Oura's OAuth endpoints: consent page, authorization codes, access and refresh tokens,
 * and scopes.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.oauth;
