// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rows of a window.
 *
 * @param rows the rows
 * @param fetchedAt when the first page was requested
 * @param elapsed how long it took
 */
record FetchedRows(List<?> rows, Instant fetchedAt, Duration elapsed) {}
