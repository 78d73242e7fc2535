// SPDX-License-Identifier: Apache-2.0
/**
 * Runnable programs that show the client at work; without a token they ask the built-in simulator.
 */
@NullMarked
package io.github.oura4j.examples;

import org.jspecify.annotations.NullMarked;
