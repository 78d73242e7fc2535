// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Dated documents that are held in memory. Relative ranges are resolved with the clock and the time
 * zone of the system.
 *
 * @param documents the documents, in the order in which they are listed
 */
record InMemoryDatedDocuments<T extends Document>(List<T> documents) implements DatedDocuments<T> {

  @Override
  public Iterable<Page<T>> pages(ListOptions options) {
    return List.of(Page.of(documents, null));
  }

  @Override
  public Iterable<Page<T>> pages(DateRange range, ListOptions options) {
    DateInterval interval = range.resolve(LocalDate.now(ZoneId.systemDefault()));
    return List.of(Page.of(documents.stream().filter(interval::overlaps).toList(), null));
  }

  @Override
  public T get(String id) {
    DocumentId.check(id);
    return documents.stream()
        .filter(document -> id.equals(document.id()))
        .findFirst()
        .orElseThrow(NotFoundException::inMemory);
  }

  /** Returns the number of documents, but no health values. */
  @Override
  public String toString() {
    return "InMemoryDatedDocuments[" + documents.size() + " documents]";
  }
}
