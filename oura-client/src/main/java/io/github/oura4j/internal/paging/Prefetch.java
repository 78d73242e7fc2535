// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import java.util.concurrent.Executor;

/**
 * How many pages of a list are fetched before they are read.
 *
 * @param maxRequests the maximum number of requests at once, including one that the reading thread
 *     sends itself
 * @param maxPages the maximum number of pages that are fetched, or being fetched, and not read yet;
 *     0 to fetch each page when it is needed, in the thread that reads
 * @param executor runs the requests for pages that are not needed yet. It may leave some out: a
 *     page that is needed is fetched by the thread that reads, unless another thread has started
 */
public record Prefetch(int maxRequests, int maxPages, Executor executor) {
  /** Fetches each page when it is needed. */
  public static final Prefetch NONE = new Prefetch(1, 0, Runnable::run);
}
