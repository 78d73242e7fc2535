// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The samples of one data type, oldest first. Without a range, the methods ask for the last 24
 * hours.
 *
 * <p>A range of any length comes complete: Oura answers at most 30 days a request and 1,000 samples
 * a page, so the range is asked for in windows, and each window page by page. {@link #iterate}
 * holds one page at a time.
 *
 * <p>All methods throw an {@link io.github.oura4j.error.OuraException} when Oura cannot be asked or
 * refuses. Safe across threads; an iterator belongs to one.
 *
 * @param <T> the type of the samples
 */
public interface TimeSeries<T extends Sample> {

  /**
   * Returns the pages of a range.
   *
   * @param range the time
   * @param options which fields to ask for
   * @return the pages, which can be empty ones; each iterator asks anew
   * @throws IllegalArgumentException if the range does not start before its end
   */
  Iterable<Page<T>> pages(TimeRange range, ListOptions options);

  /**
   * Fetches the newest sample.
   *
   * @return the sample, or empty when there is none
   */
  Optional<T> latest();

  /**
   * Returns the pages of a range.
   *
   * @param range the time
   * @return the pages, which can be empty ones; each iterator asks anew
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Iterable<Page<T>> pages(TimeRange range) {
    return pages(range, ListOptions.defaults());
  }

  /**
   * Returns the pages of the last 24 hours.
   *
   * @return the pages, which can be empty ones; each iterator asks anew
   */
  default Iterable<Page<T>> pages() {
    return pages(TimeRange.lastHours(24));
  }

  /**
   * Goes through the samples of the last 24 hours, holding one page at a time.
   *
   * @return the samples, oldest first; each iterator asks anew
   */
  default Iterable<T> iterate() {
    return PagedIterables.elements(pages());
  }

  /**
   * Streams the samples of the last 24 hours, holding one page at a time. The stream needs no
   * closing.
   *
   * @return a sequential stream, oldest first
   */
  default Stream<T> stream() {
    return PagedIterables.stream(pages());
  }

  /**
   * Lists the samples of the last 24 hours.
   *
   * @return all of them, oldest first
   */
  default List<T> list() {
    return list(TimeRange.lastHours(24));
  }

  /**
   * Lists the samples of a range.
   *
   * @param range the time
   * @return all of them, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default List<T> list(TimeRange range) {
    return list(range, ListOptions.defaults());
  }

  /**
   * Lists the samples of a range.
   *
   * @param range the time
   * @param options which fields to ask for
   * @return all of them, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default List<T> list(TimeRange range, ListOptions options) {
    return PagedIterables.list(pages(range, options));
  }

  /**
   * Goes through the samples of a range of any length, holding one page at a time.
   *
   * @param range the time
   * @return the samples, oldest first; each iterator asks anew
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Iterable<T> iterate(TimeRange range) {
    return PagedIterables.elements(pages(range));
  }

  /**
   * Goes through the samples of a range, asking for a page when it is wanted.
   *
   * @param range the time
   * @param options which fields to ask for
   * @return the samples, oldest first; each iterator asks anew
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Iterable<T> iterate(TimeRange range, ListOptions options) {
    return PagedIterables.elements(pages(range, options));
  }

  /**
   * Streams the samples of a range of any length, holding one page at a time. The stream needs no
   * closing.
   *
   * @param range the time
   * @return a sequential stream, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Stream<T> stream(TimeRange range) {
    return PagedIterables.stream(pages(range));
  }

  /**
   * Streams the samples of a range, asking for a page when it is wanted. The stream needs no
   * closing.
   *
   * @param range the time
   * @param options which fields to ask for
   * @return a sequential stream, oldest first
   * @throws IllegalArgumentException if the range does not start before its end
   */
  default Stream<T> stream(TimeRange range, ListOptions options) {
    return PagedIterables.stream(pages(range, options));
  }

  /**
   * Returns samples that stand in memory, for tests of code that uses this interface. Relative
   * ranges are resolved by the system's clock and zone.
   *
   * @param <T> the type of the samples
   * @param samples the samples, oldest first
   * @return a series of one page
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once, and nothing is written into it
  static <T extends Sample> TimeSeries<T> of(T... samples) {
    return new InMemorySeries<>(List.of(samples));
  }
}
