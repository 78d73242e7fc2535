// SPDX-License-Identifier: Apache-2.0
/**
 * Interpretation of documents that were already fetched: sleep phases and samples with their times,
 * and the sleep periods of each day. Nothing here sends a request. Start with {@link
 * io.github.oura4j.timeline.Timelines} or {@link io.github.oura4j.timeline.SleepDay}.
 */
@NullMarked
package io.github.oura4j.timeline;

import org.jspecify.annotations.NullMarked;
