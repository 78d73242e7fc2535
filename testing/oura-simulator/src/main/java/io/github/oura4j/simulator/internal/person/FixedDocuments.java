// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.Document;
import io.github.oura4j.model.Workout;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Documents that are served in place of those generated for their days. Immutable. */
public final class FixedDocuments {
  private final Map<Class<?>, NavigableMap<LocalDate, List<Document>>> byTypeAndDay =
      new HashMap<>();

  /**
   * Creates the collection.
   *
   * @param documents documents with an id and a first day
   */
  public FixedDocuments(Collection<Document> documents) {
    documents.stream()
        .collect(Collectors.groupingBy(Object::getClass))
        .forEach((type, ofType) -> byTypeAndDay.put(type, byDay(ofType)));
  }

  /**
   * Checks that lists can contain a document.
   *
   * @param type the name of its data type, for the message
   * @throws IllegalArgumentException if a property that lists depend on is missing or wrong
   */
  public static void requireListable(Document document, String type) {
    LocalDate first = document.firstDay();
    LocalDate last = document.lastDay();
    if (document.id() == null || document.id().isBlank() || first == null || last == null) {
      throw new IllegalArgumentException("a document of " + type + " needs an id and a day");
    }
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "a document of " + type + " has an end_day before its start_day");
    }
    if (document instanceof Workout workout && workout.startDatetime() == null) {
      throw new IllegalArgumentException(
          "a document of " + type + " needs a start_datetime, by which the list filters");
    }
  }

  private static NavigableMap<LocalDate, List<Document>> byDay(List<Document> documents) {
    return documents.stream()
        .collect(
            Collectors.groupingBy(
                document -> Objects.requireNonNull(document.firstDay()),
                TreeMap::new,
                Collectors.toUnmodifiableList()));
  }

  /** Returns the documents of a type that start on a day. */
  public <T> List<T> of(Class<T> type, LocalDate day) {
    return days(type).getOrDefault(day, List.of()).stream().map(type::cast).toList();
  }

  /** Returns the first day of the document with an id. */
  public Optional<LocalDate> dayOf(Class<?> type, String id) {
    return days(type).entrySet().stream()
        .filter(day -> day.getValue().stream().anyMatch(document -> id.equals(document.id())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns the documents of a type by their first days. */
  public NavigableMap<LocalDate, List<Document>> days(Class<?> type) {
    return byTypeAndDay.getOrDefault(type, Collections.emptyNavigableMap());
  }
}
