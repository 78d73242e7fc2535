// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.util.NonNullElements;
import java.util.List;

/**
 * The options of a list request apart from its range: which properties of each document Oura
 * returns, and which pages are fetched before they are read. By default Oura returns all
 * properties, and each page is fetched when it is needed. Immutable.
 *
 * <p><b>Fetching ahead.</b> {@link #withFetchAhead()} and {@link #withParallelRequests(int)} make a
 * list faster, and change nothing about what it returns: the same elements in the same order, also
 * from {@code iterate} and {@code stream}. They work as follows:
 *
 * <ul>
 *   <li>Each request takes its permit of the rate limit and has its own deadline, as always.
 *   <li>If a request fails, the exception is thrown where its page would be read, after all
 *       elements before it. What was fetched after it is dropped, and running requests are
 *       canceled. The same happens if the reading thread is interrupted while it waits.
 *   <li>An iterator or stream that is not read to its end needs no closing: its running requests
 *       end, and at most as many further ones are sent as may run at once.
 *   <li>Requests that are sent ahead run in background threads of the client, with names that start
 *       with {@code oura4j-fetch}. All lists of a client, and of those derived from it, share at
 *       most 64 of them. They end when they are idle, and do not keep the process running. A {@link
 *       CallListener} and a collector of {@linkplain OuraClient.Builder#brokenDocuments broken
 *       documents} are called in these threads, to which thread-locals, such as logging contexts,
 *       are not passed on. Their context class loader is that of the thread that built the client.
 * </ul>
 *
 * @param fields the JSON names of the properties to return; empty for all. Oura silently ignores
 *     names that it does not know, and for tags, enhanced tags and daily resilience it ignores the
 *     selection and returns whole documents
 * @param parallelRequests the maximum number of requests at once, from 1 to 32; 1 to send one after
 *     the other. A canceled request counts until it ends; one for a page that is needed is sent
 *     even if all others are canceled ones that have not ended
 * @param fetchAhead whether the next page is fetched while the current one is read. Several
 *     parallel requests imply it
 */
public record ListOptions(List<String> fields, int parallelRequests, boolean fetchAhead) {
  private static final int MAX_REQUESTS = 32;

  private static final ListOptions DEFAULTS = new ListOptions(List.of(), 1, false);

  /**
   * Creates options.
   *
   * @param fields the JSON names of the properties to return; empty for all
   * @param parallelRequests the maximum number of requests at once
   * @param fetchAhead whether the next page is fetched while the current one is read
   * @throws IllegalArgumentException if a name is blank or contains a comma, or if the number is
   *     out of range
   */
  public ListOptions {
    fields = NonNullElements.copyOf(fields, "fields");
    for (String field : fields) {
      if (field.isBlank() || field.contains(",")) {
        throw new IllegalArgumentException(
            "Each field must be the name of one property, such as score, without commas."
                + " Pass several fields as several arguments.");
      }
    }
    if (parallelRequests < 1 || parallelRequests > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "parallelRequests must be from 1 to "
              + MAX_REQUESTS
              + ", but is "
              + parallelRequests
              + ".");
    }
  }

  /**
   * Returns the default options, which request whole documents, one page after the other.
   *
   * @return the default options
   */
  public static ListOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns options that request only some properties, which makes responses smaller. The other
   * properties of the returned documents are null. The id and the day, or the timestamp of a
   * sample, are always requested as well, because ranges are checked with them.
   *
   * @param names the JSON names of the properties, such as {@code score}
   * @return the options
   * @throws IllegalArgumentException if a name is blank or contains a comma
   */
  public static ListOptions fields(String... names) {
    return new ListOptions(NonNullElements.copyOf(names, "names"), 1, false);
  }

  /**
   * Returns a copy of these options with which up to {@code n} requests are sent at once. The
   * windows of a long range are requested in parallel, which makes it up to {@code n} times as
   * fast. It brings nothing for a range of one window: up to 90 days of documents, ten years of
   * documents that have a start and an end day, or one day of a time series. In a time series, a
   * window has at most 10 days instead of 30, which can mean a few more requests.
   *
   * <p><b>Memory.</b> For each of the {@code n} requests, up to 4 pages of documents, or 16 pages
   * of samples, are held that have not been read yet. With 4 parallel requests, that is at most 64
   * pages or 64,000 samples of a time series, about 10 MB. The page that is being read and the
   * responses that are being received come in addition.
   *
   * <p><b>Reading a part.</b> A list is fetched far ahead only while its reader waits. A list of
   * which only the first page is read sends at most {@code 2n + 1} requests, and one that is not
   * read any further, wherever that is, at most {@code n} more than it has sent already.
   *
   * @param n the maximum number of requests at once, from 1 to 32; 1 to send one after the other
   * @return the options
   * @throws IllegalArgumentException if the number is out of range
   */
  public ListOptions withParallelRequests(int n) {
    return new ListOptions(fields, n, fetchAhead);
  }

  /**
   * Returns a copy of these options with which the next page is fetched while the current one is
   * read. One request is sent at a time, and one page is held in addition to the one that is read.
   *
   * @return the options
   */
  public ListOptions withFetchAhead() {
    return new ListOptions(fields, parallelRequests, true);
  }
}
