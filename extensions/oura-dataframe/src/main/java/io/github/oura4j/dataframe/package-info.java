// SPDX-License-Identifier: Apache-2.0
/**
 * Documents as data frames. {@link io.github.oura4j.dataframe.OuraFrames} is the place to start.
 */
@NullMarked
package io.github.oura4j.dataframe;

import org.jspecify.annotations.NullMarked;
