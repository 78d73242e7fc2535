// SPDX-License-Identifier: Apache-2.0
/**
 * The client for the Oura API v2. Start with {@link io.github.oura4j.OuraClient}: it has one
 * accessor for each data type.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li><b>Pagination</b>: {@link io.github.oura4j.Documents}, {@link
 *       io.github.oura4j.DatedDocuments} and {@link io.github.oura4j.TimeSeries} follow the next
 *       tokens of a list to its last page.
 *   <li><b>Date and time ranges, the default range and the time zone</b>: {@link
 *       io.github.oura4j.DateRange} and {@link io.github.oura4j.TimeRange}.
 *   <li><b>Retry, backoff and deadline</b>: {@link io.github.oura4j.RetryPolicy}.
 *   <li><b>Rate limiter</b>: {@link io.github.oura4j.limit}.
 *   <li><b>Errors</b>: {@link io.github.oura4j.error}. Every failed request is an {@link
 *       io.github.oura4j.error.OuraException}.
 *   <li><b>Monitoring</b>: {@link io.github.oura4j.CallListener}.
 *   <li><b>Endpoints that this version does not know</b>: {@link io.github.oura4j.RawRequests}.
 * </ul>
 *
 * <p>Parameters and return values are never null unless they are marked with {@code @Nullable}.
 */
@NullMarked
package io.github.oura4j;

import org.jspecify.annotations.NullMarked;
