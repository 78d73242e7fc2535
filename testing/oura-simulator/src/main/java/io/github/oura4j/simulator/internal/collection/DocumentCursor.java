// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import io.github.oura4j.simulator.internal.person.PersonModel;
import java.time.LocalDate;

/**
 * The position in a list of documents after which the next page starts.
 *
 * @param range the days that the list is filtered by
 * @param lastId the id of the last document on the previous page, empty for the first page
 */
record DocumentCursor(DayRange range, String lastId) {
  static DocumentCursor parse(String text, PersonModel person, DocumentType<?> type) {
    NextToken token = NextToken.parse(text, person, type.path());
    DayRange range = new DayRange(LocalDate.parse(token.part(0)), LocalDate.parse(token.part(1)));
    return new DocumentCursor(range, token.part(2));
  }

  DocumentCursor after(String id) {
    return new DocumentCursor(range, id);
  }

  String encode(PersonModel person, DocumentType<?> type) {
    return NextToken.of(range.first(), range.last(), lastId).encode(person, type.path());
  }
}
