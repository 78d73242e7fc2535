// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.random.DocumentIds;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A type of documents that belong to days, with the behavior of its routes and the source of its
 * documents.
 *
 * @param dataType the data type, with its path and the class of its documents
 * @param ofDay generates the documents that start on a day, in order
 * @param id returns the id of a document
 * @param ownDays returns the days of a document in the person's time zone
 * @param filterDays returns the days of a document by which the list filters
 * @param endExclusive whether the list excludes the end date
 * @param selectsFields whether the list supports the {@code fields} parameter
 * @param maxDaysOutside by how many days a generated document that overlaps a range can start
 *     outside of it
 */
public record DocumentType<T>(
    DataType dataType,
    BiFunction<PersonModel, LocalDate, List<T>> ofDay,
    Function<T, String> id,
    BiFunction<PersonModel, T, DayRange> ownDays,
    BiFunction<PersonModel, T, DayRange> filterDays,
    boolean endExclusive,
    boolean selectsFields,
    int maxDaysOutside) {

  /** Returns the name of the data type in paths. */
  public String path() {
    return dataType.pathName();
  }

  DocumentType<T> filteredBy(BiFunction<PersonModel, T, DayRange> otherDays) {
    return new DocumentType<>(
        dataType, ofDay, id, ownDays, otherDays, endExclusive, selectsFields, 1);
  }

  DocumentType<T> withEndExclusive() {
    return new DocumentType<>(
        dataType, ofDay, id, ownDays, filterDays, true, selectsFields, maxDaysOutside);
  }

  DocumentType<T> withoutFields() {
    return new DocumentType<>(
        dataType, ofDay, id, ownDays, filterDays, endExclusive, false, maxDaysOutside);
  }

  /** Returns the documents that the list contains for a range, in order of their days. */
  Stream<T> list(PersonModel person, DayRange range) {
    return startingOn(person, startDays(person, range))
        .filter(document -> filterDays.apply(person, document).overlaps(range));
  }

  /** Returns the same documents as {@link #list}, starting after the document with an id. */
  Stream<T> listAfter(PersonModel person, DayRange range, String lastId) {
    LocalDate day = dayOf(person, lastId).orElse(range.first());
    Stream<T> sameDay =
        startingOn(person, day).stream().dropWhile(document -> !hasId(document, lastId)).skip(1);
    Stream<LocalDate> laterDays = startDays(person, range).filter(later -> later.isAfter(day));
    return Stream.concat(sameDay, startingOn(person, laterDays))
        .filter(document -> filterDays.apply(person, document).overlaps(range));
  }

  /**
   * Returns the documents of a range of days in the person's time zone. This is what users of the
   * API want to read, although some lists filter by UTC or exclude the end date.
   */
  public Stream<T> ofDays(PersonModel person, DayRange range) {
    return startingOn(person, startDays(person, range))
        .filter(document -> ownDays.apply(person, document).overlaps(range));
  }

  Optional<T> find(PersonModel person, String documentId) {
    return dayOf(person, documentId)
        .flatMap(
            day ->
                startingOn(person, day).stream()
                    .filter(document -> hasId(document, documentId))
                    .findFirst());
  }

  private Optional<LocalDate> dayOf(PersonModel person, String documentId) {
    return person
        .documents()
        .dayOf(dataType.documentType(), documentId)
        .or(() -> new DocumentIds(person.seed(), path()).day(documentId));
  }

  private boolean hasId(T document, String documentId) {
    return id.apply(document).equals(documentId);
  }

  /**
   * Returns the days on which documents that overlap a range can start, in order. Fixed documents
   * can last for any time, and be on days before the first or after the newest generated ones.
   */
  private Stream<LocalDate> startDays(PersonModel person, DayRange range) {
    NavigableSet<LocalDate> fixed =
        person.documents().days(dataType.documentType()).navigableKeySet();
    DayRange generated =
        range.widened(maxDaysOutside).within(person.firstDay(), person.newestDay());
    if (generated.isEmpty()) {
      return fixed.stream();
    }
    return Stream.of(
            fixed.headSet(generated.first()).stream(),
            generated.days(),
            fixed.tailSet(generated.last(), false).stream())
        .flatMap(Function.identity());
  }

  private Stream<T> startingOn(PersonModel person, Stream<LocalDate> days) {
    return days.flatMap(day -> startingOn(person, day).stream());
  }

  @SuppressWarnings("unchecked") // The class of the documents is that of the data type.
  private List<T> startingOn(PersonModel person, LocalDate day) {
    List<T> fixed = (List<T>) person.documents().of(dataType.documentType(), day);
    if (!fixed.isEmpty()) {
      return fixed;
    }
    return person.hasDay(day) ? ofDay.apply(person, day) : List.of();
  }
}
