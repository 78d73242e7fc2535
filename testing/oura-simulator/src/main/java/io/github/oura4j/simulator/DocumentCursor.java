// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.time.LocalDate;

/**
 * How far a list of documents has been read.
 *
 * @param lastId the last document of the page before, empty on the first page
 */
record DocumentCursor(DayRange range, String lastId) {
  static DocumentCursor parse(String text, Life life, DocumentType<?> type) {
    NextToken token = NextToken.parse(text, life, type.path());
    DayRange range = new DayRange(LocalDate.parse(token.part(0)), LocalDate.parse(token.part(1)));
    return new DocumentCursor(range, token.part(2));
  }

  DocumentCursor after(String id) {
    return new DocumentCursor(range, id);
  }

  String text(Life life, DocumentType<?> type) {
    return NextToken.of(range.first(), range.last(), lastId).text(life, type.path());
  }
}
