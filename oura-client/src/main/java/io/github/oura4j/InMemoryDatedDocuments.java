// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.util.DateInterval;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Dated documents that are held in memory. Relative ranges are resolved with the clock and the time
 * zone of the system.
 *
 * @param documents the documents, in the order in which they are listed
 */
record InMemoryDatedDocuments<T extends Document>(List<T> documents) implements DatedDocuments<T> {

  @Override
  public Iterable<Page<T>> pages(ListOptions options) {
    Objects.requireNonNull(options, "options must not be null");
    return List.of(Page.of(documents, null));
  }

  @Override
  public Iterable<Page<T>> pages(DateRange range, ListOptions options) {
    Objects.requireNonNull(range, "range must not be null");
    Objects.requireNonNull(options, "options must not be null");
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    DateInterval interval = new DateInterval(range.firstDay(today), range.lastDay(today));
    return List.of(Page.of(documents.stream().filter(interval::overlaps).toList(), null));
  }

  @Override
  public T get(String id) {
    DocumentId.check(id);
    return documents.stream()
        .filter(document -> id.equals(document.id()))
        .findFirst()
        .orElseThrow(InMemoryDatedDocuments::notFound);
  }

  /** Creates the exception that a client throws for Oura's status 404. */
  static OuraApiException notFound() {
    return OuraApiException.of(
        OuraRequest.of("GET", URI.create("/in-memory"), Duration.ZERO),
        new OuraResponse(404, Map.of(), new byte[0]),
        List.of(new ErrorDetail("", "Document not found.")),
        Instant.EPOCH);
  }

  /** Returns the number of documents, but no health values. */
  @Override
  public String toString() {
    return "InMemoryDatedDocuments[" + documents.size() + " documents]";
  }
}
