// SPDX-License-Identifier: Apache-2.0
/**
 * What is made of documents once they are here: a night's phases and samples with their times, and
 * the sleep of a day. Nothing in it asks Oura; begin at {@link io.github.oura4j.timeline.Timelines}
 * or {@link io.github.oura4j.timeline.SleepDay}.
 */
@NullMarked
package io.github.oura4j.timeline;

import org.jspecify.annotations.NullMarked;
