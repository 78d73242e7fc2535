// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The token for the next page of a list. It is opaque to the caller, and signed, so that it is
 * valid only for the list that it came from.
 *
 * @param parts the position and the range of the list
 */
record NextToken(List<String> parts) {
  private static final String SEPARATOR = "|";

  /** The last part is the id of a document, which can contain the separator. */
  private static final int MAX_PARTS = 3;

  static NextToken of(Object... parts) {
    return new NextToken(Arrays.stream(parts).map(Object::toString).toList());
  }

  String part(int index) {
    return parts.get(index);
  }

  /** Encodes and signs the token for one person's list of one type. */
  String encode(PersonModel person, String type) {
    String content = String.join(SEPARATOR, parts);
    String signed = signature(person, type, content) + SEPARATOR + content;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(signed.getBytes(StandardCharsets.UTF_8));
  }

  /** Decodes a token, and verifies that it was signed for the same person and type. */
  static NextToken parse(String text, PersonModel person, String type) {
    String signed;
    try {
      signed = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
    int end = signed.indexOf(SEPARATOR);
    String content = signed.substring(end + 1);
    if (end < 0 || !signed.substring(0, end).equals(signature(person, type, content))) {
      throw invalid();
    }
    return new NextToken(List.of(content.split("\\|", MAX_PARTS)));
  }

  private static ErrorResponse invalid() {
    return ErrorResponse.badRequest("The next_token is not valid for this list.");
  }

  private static String signature(PersonModel person, String type, String content) {
    long listKey = SeededRandom.of(person.seed(), person.zone() + type, content.length()).next();
    return Long.toHexString(SeededRandom.of(listKey, content, content.length()).next());
  }
}
