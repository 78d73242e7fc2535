// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where the next page begins, and in what range, opaque to the caller and of use to nobody else's
 * list.
 *
 * @param parts what the list needs to go on
 */
record NextToken(List<String> parts) {
  private static final String SEPARATOR = "|";

  static NextToken of(Object... parts) {
    return new NextToken(Arrays.stream(parts).map(Object::toString).toList());
  }

  String part(int index) {
    return parts.get(index);
  }

  /** Writes the token for one person's list of one type. */
  String text(Life life, String type) {
    String content = String.join(SEPARATOR, parts);
    String signed = signature(life, type, content) + SEPARATOR + content;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(signed.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a token, which must have been written for the same person and type. */
  static NextToken parse(String text, Life life, String type) {
    String signed;
    try {
      signed = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw broken();
    }
    int end = signed.indexOf(SEPARATOR);
    String content = signed.substring(end + 1);
    if (end < 0 || !signed.substring(0, end).equals(signature(life, type, content))) {
      throw broken();
    }
    return new NextToken(List.of(content.split("\\|")));
  }

  private static Refusal broken() {
    return Refusal.badRequest("The next_token is not one of this list.");
  }

  private static String signature(Life life, String type, String content) {
    long person = Dice.of(life.seed(), life.zone() + type, content.length()).next();
    return Long.toHexString(Dice.of(person, content, content.length()).next());
  }
}
