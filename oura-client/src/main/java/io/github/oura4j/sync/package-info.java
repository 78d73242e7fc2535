// SPDX-License-Identifier: Apache-2.0
/**
 * Downloads a person's history and keeps it up to date. {@link io.github.oura4j.sync.History}
 * fetches documents and samples in windows of days, and stores them in a {@link
 * io.github.oura4j.sync.HistorySink}; a {@link io.github.oura4j.sync.Checkpoint} remembers which
 * windows do not have to be fetched again.
 */
@NullMarked
package io.github.oura4j.sync;

import org.jspecify.annotations.NullMarked;
