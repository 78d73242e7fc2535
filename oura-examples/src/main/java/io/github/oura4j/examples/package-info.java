// SPDX-License-Identifier: Apache-2.0
/** Runnable example programs. Without an access token they read from the built-in simulator. */
@NullMarked
package io.github.oura4j.examples;

import org.jspecify.annotations.NullMarked;
