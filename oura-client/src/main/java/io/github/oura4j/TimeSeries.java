// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.paging.PagedIterables;
import io.github.oura4j.internal.util.NonNullElements;
import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time series of one data type, such as the heart rate: lists the samples of a {@link
 * TimeRange}, oldest first.
 *
 * <p><b>Default range.</b> Methods without a range use the last 24 hours. The start of a range is
 * inclusive, its end exclusive.
 *
 * <p><b>Long ranges and pagination.</b> A range can have any length and is returned completely.
 * Oura returns at most 30 days for a request and 1,000 samples for a page, so the client splits the
 * range into windows of 30 days and follows the next tokens of each window to its last page. {@link
 * ListOptions#withParallelRequests} requests several windows at once.
 *
 * <p><b>Memory.</b> {@link #list()} collects all samples in memory. {@link #iterate()}, {@link
 * #stream()} and {@link #pages()} fetch each page lazily, when its first sample is needed, and hold
 * one page at a time, unless {@link ListOptions} make them fetch pages before that: prefer them for
 * long ranges. Nothing is cached: each iterator and each stream starts again at the first page.
 *
 * <p><b>Errors.</b> All methods throw an {@link io.github.oura4j.error.OuraException} when a
 * request fails or Oura rejects it; with a lazy method, this happens while iterating. Failed
 * requests are retried first: see {@link RetryPolicy}.
 *
 * <p>Safe for use by multiple threads; an iterator or stream must be used by one thread only.
 *
 * @param <T> the type of the samples
 */
public interface TimeSeries<T extends Sample> {

  /**
   * Returns the pages of a range, fetched lazily. Because samples outside the range are dropped, a
   * page can be empty.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @param options the properties to request
   * @return the pages, oldest first; each iterator sends its own requests
   * @throws IllegalArgumentException if the range does not start before its end
   */
  Iterable<Page<T>> pages(TimeRange range, ListOptions options);

  /**
   * Fetches the newest sample.
   *
   * @return the sample, or empty if there is none, also if Oura responds with status 404
   * @throws io.github.oura4j.error.NotFoundException if the server has no such path
   */
  Optional<T> latest();

  /**
   * Returns the pages of a range, fetched lazily. Because samples outside the range are dropped, a
   * page can be empty.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @return the pages, oldest first; each iterator sends its own requests
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Iterable<Page<T>> pages(TimeRange range) {
    return pages(range, ListOptions.defaults());
  }

  /**
   * Returns the pages of the last 24 hours, fetched lazily. A page can be empty.
   *
   * @return the pages, oldest first; each iterator sends its own requests
   */
  default Iterable<Page<T>> pages() {
    return pages(TimeRange.lastHours(24));
  }

  /**
   * Iterates over the samples of the last 24 hours, fetching each page when it is needed.
   *
   * @return the samples, oldest first; each iterator sends its own requests
   */
  default Iterable<T> iterate() {
    return PagedIterables.iterate(pages());
  }

  /**
   * Streams the samples of the last 24 hours, fetching each page when it is needed. The stream does
   * not have to be closed.
   *
   * @return a sequential stream of the samples, oldest first
   */
  default Stream<T> stream() {
    return PagedIterables.stream(pages());
  }

  /**
   * Returns all samples of the last 24 hours, from all pages.
   *
   * @return the samples, oldest first
   */
  default List<T> list() {
    return list(TimeRange.lastHours(24));
  }

  /**
   * Returns all samples of a range, from all pages. For long ranges, {@link #iterate(TimeRange)}
   * needs less memory.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @return the samples, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default List<T> list(TimeRange range) {
    return list(range, ListOptions.defaults());
  }

  /**
   * Returns all samples of a range, from all pages. For long ranges, {@link #iterate(TimeRange,
   * ListOptions)} needs less memory.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @param options the properties to request
   * @return the samples, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default List<T> list(TimeRange range, ListOptions options) {
    return PagedIterables.list(pages(range, options));
  }

  /**
   * Iterates over all samples of a range of any length, fetching each page when it is needed.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @return the samples, oldest first; each iterator sends its own requests
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Iterable<T> iterate(TimeRange range) {
    return PagedIterables.iterate(pages(range));
  }

  /**
   * Iterates over all samples of a range of any length, fetching each page when it is needed.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @param options the properties to request
   * @return the samples, oldest first; each iterator sends its own requests
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Iterable<T> iterate(TimeRange range, ListOptions options) {
    return PagedIterables.iterate(pages(range, options));
  }

  /**
   * Streams all samples of a range of any length, fetching each page when it is needed. The stream
   * does not have to be closed.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @return a sequential stream of the samples, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Stream<T> stream(TimeRange range) {
    return PagedIterables.stream(pages(range));
  }

  /**
   * Streams all samples of a range of any length, fetching each page when it is needed. The stream
   * does not have to be closed.
   *
   * @param range the range of time; its start is inclusive, its end exclusive
   * @param options the properties to request
   * @return a sequential stream of the samples, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Stream<T> stream(TimeRange range, ListOptions options) {
    return PagedIterables.stream(pages(range, options));
  }

  /**
   * Returns samples that are held in memory, as a test double for code that uses this interface.
   * Ranges are applied with the clock and the time zone of the system, and {@link ListOptions} are
   * ignored; nothing is sent.
   *
   * @param <T> the type of the samples
   * @param samples the samples, oldest first
   * @return the samples as a time series of one page
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied immediately and never written to
  static <T extends Sample> TimeSeries<T> of(T... samples) {
    return new InMemoryTimeSeries<>(NonNullElements.copyOf(samples, "samples"));
  }
}
