// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.Rings;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Serves pages of document lists, and single documents by id. */
final class DocumentPages {
  private static final String RINGS = DataType.RING_CONFIGURATION.pathName();

  private final int pageSize;

  DocumentPages(int pageSize) {
    this.pageSize = pageSize;
  }

  boolean has(DataType type) {
    return type == DataType.RING_CONFIGURATION || DocumentTypes.of(type).isPresent();
  }

  Object get(PersonModel person, DataType type, String id) {
    if (type == DataType.RING_CONFIGURATION) {
      return new Rings(person)
          .all().stream()
              .filter(ring -> id.equals(ring.id()))
              .findFirst()
              .orElseThrow(ErrorResponse::unknownDocument);
    }
    return documentType(type).find(person, id).orElseThrow(ErrorResponse::unknownDocument);
  }

  JsonNode page(SimulatedRequest request, PersonModel person, DataType type, boolean sandbox) {
    return type == DataType.RING_CONFIGURATION
        ? rings(request, person, sandbox)
        : documents(request, person, documentType(type), sandbox);
  }

  private JsonNode rings(SimulatedRequest request, PersonModel person, boolean sandbox) {
    List<RingConfiguration> all = new Rings(person).all();
    int from =
        request
            .text("next_token")
            .map(text -> Integer.parseInt(NextToken.parse(text, person, RINGS).part(0)))
            .orElse(0);
    int to = (int) Math.min(all.size(), (long) from + pageSize(sandbox));
    String nextToken = to == all.size() ? null : NextToken.of(to).encode(person, RINGS);
    return JsonPage.of(all.subList(from, to), FieldSelection.of(request, !sandbox), nextToken);
  }

  /** Oura's sandbox sends a list as a single page. */
  private int pageSize(boolean sandbox) {
    return sandbox ? PageSizes.UNLIMITED : pageSize;
  }

  /** Reads one document more than fits on the page, to find out whether another page follows. */
  private <T> JsonNode documents(
      SimulatedRequest request, PersonModel person, DocumentType<T> type, boolean sandbox) {
    DocumentCursor cursor =
        request
            .text("next_token")
            .map(text -> DocumentCursor.parse(text, person, type))
            .orElseGet(() -> new DocumentCursor(range(request, person, type), ""));
    Stream<T> documents =
        cursor.lastId().isEmpty()
            ? type.list(person, cursor.range())
            : type.listAfter(person, cursor.range(), cursor.lastId());
    int size = pageSize(sandbox);
    List<T> found = documents.limit(size + 1L).toList();
    List<T> page = found.size() > size ? found.subList(0, size) : found;
    String nextToken =
        found.size() > size
            ? cursor.after(type.id().apply(page.get(size - 1))).encode(person, type)
            : null;
    boolean selectsFields = type.selectsFields() && !sandbox;
    return JsonPage.of(page, FieldSelection.of(request, selectsFields), nextToken);
  }

  /**
   * The default range is yesterday and today. If the list excludes the end date, it is a day less.
   */
  private static DayRange range(
      SimulatedRequest request, PersonModel person, DocumentType<?> type) {
    LocalDate end = request.date("end_date").orElseGet(person::today);
    LocalDate start = request.date("start_date").orElseGet(() -> end.minusDays(1));
    if (start.isAfter(end)) {
      throw ErrorResponse.badRequest("The start_date is after the end_date.");
    }
    return new DayRange(start, type.endExclusive() ? end.minusDays(1) : end);
  }

  private static DocumentType<?> documentType(DataType type) {
    return DocumentTypes.of(type).orElseThrow(ErrorResponse::unknownPath);
  }
}
