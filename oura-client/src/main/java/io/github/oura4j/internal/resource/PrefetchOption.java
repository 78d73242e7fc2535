// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.ListOptions;
import io.github.oura4j.internal.paging.Prefetch;
import java.util.concurrent.Executor;

/** Which pages are fetched before they are read, according to the options of a list. */
final class PrefetchOption {
  private PrefetchOption() {}

  /**
   * Returns the prefetch of a list.
   *
   * @param options the options that the caller selected
   * @param pagesPerRequest for how many pages there is room in memory for each parallel request
   * @param executor runs the requests for pages that are not needed yet
   */
  static Prefetch of(ListOptions options, int pagesPerRequest, Executor executor) {
    int requests = options.parallelRequests();
    if (requests > 1) {
      return new Prefetch(requests, requests * pagesPerRequest, executor);
    }
    return options.fetchAhead() ? new Prefetch(1, 1, executor) : Prefetch.NONE;
  }
}
