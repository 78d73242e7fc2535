// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.RingConfiguration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Lists of documents, page by page, and single ones by id. */
final class DocumentLists {
  private static final String RINGS = "ring_configuration";

  private final int pageSize;

  DocumentLists(int pageSize) {
    this.pageSize = pageSize;
  }

  boolean has(String path) {
    return path.equals(RINGS) || DocumentTypes.at(path).isPresent();
  }

  Object get(Life life, String path, String id) {
    if (path.equals(RINGS)) {
      return new Rings(life)
          .all().stream()
              .filter(ring -> id.equals(ring.id()))
              .findFirst()
              .orElseThrow(Refusal::noSuchDocument);
    }
    return type(path).find(life, id).orElseThrow(Refusal::noSuchDocument);
  }

  JsonNode page(Asked asked, Life life, String path, boolean sandbox) {
    return path.equals(RINGS)
        ? rings(asked, life, sandbox)
        : documents(asked, life, type(path), sandbox);
  }

  private JsonNode rings(Asked asked, Life life, boolean sandbox) {
    List<RingConfiguration> all = new Rings(life).all();
    int from =
        asked
            .text("next_token")
            .map(text -> Integer.parseInt(NextToken.parse(text, life, RINGS).part(0)))
            .orElse(0);
    int to = (int) Math.min(all.size(), (long) from + pageSize);
    String next = to == all.size() ? null : NextToken.of(to).text(life, RINGS);
    return Json.page(all.subList(from, to), FieldSelection.of(asked, !sandbox), next);
  }

  private <T> JsonNode documents(Asked asked, Life life, DocumentType<T> type, boolean sandbox) {
    DocumentCursor cursor =
        asked
            .text("next_token")
            .map(text -> DocumentCursor.parse(text, life, type))
            .orElseGet(() -> new DocumentCursor(range(asked, life, type), ""));
    Stream<T> documents =
        cursor.lastId().isEmpty()
            ? type.list(life, cursor.range())
            : type.listAfter(life, cursor.range(), cursor.lastId());
    List<T> found = documents.limit(pageSize + 1L).toList();
    List<T> page = found.size() > pageSize ? found.subList(0, pageSize) : found;
    String next =
        found.size() > pageSize
            ? cursor.after(type.id().apply(page.get(pageSize - 1))).text(life, type)
            : null;
    boolean selects = type.selectsFields() && !sandbox;
    return Json.page(page, FieldSelection.of(asked, selects), next);
  }

  /** Without dates, yesterday and today; a list that leaves the end out asks for a day less. */
  private static DayRange range(Asked asked, Life life, DocumentType<?> type) {
    LocalDate end = asked.date("end_date").orElseGet(life::today);
    LocalDate start = asked.date("start_date").orElseGet(() -> end.minusDays(1));
    if (start.isAfter(end)) {
      throw Refusal.badRequest("The start_date is after the end_date.");
    }
    return new DayRange(start, type.endExclusive() ? end.minusDays(1) : end);
  }

  private static DocumentType<?> type(String path) {
    return DocumentTypes.at(path).orElseThrow(Refusal::noSuchPath);
  }
}
