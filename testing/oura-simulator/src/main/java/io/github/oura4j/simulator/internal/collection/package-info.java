// SPDX-License-Identifier: Apache-2.0

/**
 * Serves the {@code usercollection} routes: lists of documents and time series with their date
 * filters and pagination, and single documents.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.collection;
