// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of the programs that talk to Oura: short classes to copy into other programs. None of
 * them depends on another class of the examples.
 */
@NullMarked
package io.github.oura4j.examples.data;

import org.jspecify.annotations.NullMarked;
