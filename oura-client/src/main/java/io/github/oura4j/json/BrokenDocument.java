// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import org.jspecify.annotations.Nullable;

/**
 * A document of a list that is not what the description promises, set aside so that the others can
 * be read.
 *
 * @param source the list it came in, such as {@code GET /v2/usercollection/sleep}
 * @param id its id, or null when it has none that can be read
 * @param json the document as Oura sent it, to the letter
 * @param reason which property is wrong and why, without its value
 */
public record BrokenDocument(String source, @Nullable String id, String json, String reason) {
  /** Names source, id and reason; the document itself holds measured values. */
  @Override
  public String toString() {
    return "BrokenDocument[" + source + ", id=" + id + ", " + reason + "]";
  }
}
