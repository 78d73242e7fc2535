// SPDX-License-Identifier: Apache-2.0
/** The Oura API for Java. Begin at {@link io.github.oura4j.OuraClient}. */
@NullMarked
package io.github.oura4j;

import org.jspecify.annotations.NullMarked;
