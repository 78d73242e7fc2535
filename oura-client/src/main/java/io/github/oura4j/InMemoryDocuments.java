// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Dated documents that stand in memory. Relative ranges are resolved by the system's clock and
 * zone.
 */
record InMemoryDocuments<T extends Document>(List<T> documents) implements DatedDocuments<T> {

  @Override
  public Iterable<Page<T>> pages(ListOptions options) {
    return List.of(Page.of(documents, null));
  }

  @Override
  public Iterable<Page<T>> pages(DateRange range, ListOptions options) {
    DateInterval days = range.resolve(LocalDate.now(ZoneId.systemDefault()));
    return List.of(Page.of(documents.stream().filter(days::touchedBy).toList(), null));
  }

  @Override
  public T get(String id) {
    DocumentId.check(id);
    return documents.stream()
        .filter(document -> id.equals(document.id()))
        .findFirst()
        .orElseThrow(NotFoundException::inMemory);
  }

  /** Counts the documents. */
  @Override
  public String toString() {
    return "InMemoryDocuments[" + documents.size() + " documents]";
  }
}
