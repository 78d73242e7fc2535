// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What Oura's routes for one type of dated documents do, and where the documents come from.
 *
 * @param path the last part of the list's path
 * @param ofDay the documents that a day of a life begins, in order
 * @param ownDays the local days that a document says it belongs to
 * @param days the days by which the list filters
 * @param endExclusive whether the list leaves the end date itself out
 * @param selectsFields whether the list heeds {@code fields}
 * @param longestDays how many days before a range a document that touches it may begin, and after
 */
record DocumentType<T>(
    String path,
    Class<T> model,
    BiFunction<Life, LocalDate, List<T>> ofDay,
    Function<T, String> id,
    BiFunction<Life, T, DayRange> ownDays,
    BiFunction<Life, T, DayRange> days,
    boolean endExclusive,
    boolean selectsFields,
    int longestDays) {

  DocumentType<T> filteredBy(BiFunction<Life, T, DayRange> other) {
    return new DocumentType<>(
        path, model, ofDay, id, ownDays, other, endExclusive, selectsFields, 1);
  }

  DocumentType<T> withEndExclusive() {
    return new DocumentType<>(
        path, model, ofDay, id, ownDays, days, true, selectsFields, longestDays);
  }

  DocumentType<T> withoutFields() {
    return new DocumentType<>(
        path, model, ofDay, id, ownDays, days, endExclusive, false, longestDays);
  }

  /** The documents that the list answers for a range, in the order of their days. */
  Stream<T> list(Life life, DayRange asked) {
    return begunIn(life, asked.widened(longestDays))
        .filter(document -> days.apply(life, document).touches(asked));
  }

  /** As {@link #list}, from the document after the one with this id. */
  Stream<T> listAfter(Life life, DayRange asked, String lastId) {
    LocalDate day = new DocumentIds(life.seed(), path).day(lastId).orElse(asked.first());
    Stream<T> sameDay =
        ofDay.apply(life, day).stream().dropWhile(document -> !hasId(document, lastId)).skip(1);
    DayRange later = new DayRange(day.plusDays(1), asked.widened(longestDays).last());
    return Stream.concat(sameDay, begunIn(life, later))
        .filter(document -> days.apply(life, document).touches(asked));
  }

  /** The documents of the person's own days: what a list leaves to be wished. */
  Stream<T> ofDays(Life life, DayRange wanted) {
    return begunIn(life, wanted.widened(longestDays))
        .filter(document -> ownDays.apply(life, document).touches(wanted));
  }

  Optional<T> find(Life life, String wantedId) {
    return new DocumentIds(life.seed(), path)
        .day(wantedId)
        .filter(life::covers)
        .flatMap(
            day ->
                ofDay.apply(life, day).stream()
                    .filter(document -> hasId(document, wantedId))
                    .findFirst());
  }

  private boolean hasId(T document, String wanted) {
    return id.apply(document).equals(wanted);
  }

  private Stream<T> begunIn(Life life, DayRange range) {
    return range
        .within(life.firstDay(), life.newestDay())
        .days()
        .flatMap(day -> ofDay.apply(life, day).stream());
  }
}
