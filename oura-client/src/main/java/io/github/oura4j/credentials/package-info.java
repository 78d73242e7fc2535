// SPDX-License-Identifier: Apache-2.0
/**
 * Access tokens and where they come from: fixed tokens, the environment, and OAuth2 with a client
 * for Oura's authorization server and a store for refresh tokens.
 */
@NullMarked
package io.github.oura4j.credentials;

import org.jspecify.annotations.NullMarked;
