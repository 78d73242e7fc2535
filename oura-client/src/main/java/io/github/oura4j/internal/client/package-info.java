// SPDX-License-Identifier: Apache-2.0
/**
 * Implements what {@link io.github.oura4j.OuraClient#builder()} makes: the client, its Feign
 * clients and the decoding of their responses.
 */
@NullMarked
package io.github.oura4j.internal.client;

import org.jspecify.annotations.NullMarked;
