// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import io.github.oura4j.error.InvalidRequestException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests the pages of one listing with their dates, and leaves the dates out where Oura rejects
 * them together with a next token.
 *
 * <p>Reports differ on whether Oura accepts both. After a response with status 422, the page is
 * requested once more without dates, and so are the following pages from the start. Create one
 * instance for each iterator. Thread-safe: each of several requests that run at once may be the one
 * that finds out.
 */
public final class TokenRequests {
  private static final int UNPROCESSABLE = 422;

  private volatile boolean rejectsDates;

  /**
   * Requests a page.
   *
   * @param token the next token of the page, or null for the first page, which needs the dates
   * @param withDates requests the page with the token and the dates
   * @param withoutDates requests the page with the token and without dates
   * @return the page
   * @throws InvalidRequestException if Oura rejects the request without dates too
   */
  public <P> P page(@Nullable String token, Supplier<P> withDates, Supplier<P> withoutDates) {
    if (token != null && rejectsDates) {
      return withoutDates.get();
    }
    try {
      return withDates.get();
    } catch (InvalidRequestException rejected) {
      if (token == null || rejected.status() != UNPROCESSABLE) {
        throw rejected;
      }
    }
    P page = withoutDates.get();
    rejectsDates = true;
    return page;
  }
}
