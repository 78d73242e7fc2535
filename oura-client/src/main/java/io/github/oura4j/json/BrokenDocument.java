// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import org.jspecify.annotations.Nullable;

/**
 * A document in a list response that could not be decoded. It is reported separately, so that the
 * other documents of the list can still be used.
 *
 * @param source the request whose response contained the document, such as {@code GET
 *     /v2/usercollection/sleep}
 * @param id the id of the document, or null if it has no readable id
 * @param json the JSON text of the document, exactly as Oura sent it; it contains health data
 * @param reason which property is invalid and why, without its value
 */
public record BrokenDocument(String source, @Nullable String id, String json, String reason) {
  /** Returns the source, the id and the reason, but not the JSON, which contains health data. */
  @Override
  public String toString() {
    return "BrokenDocument[" + source + ", id=" + id + ", " + reason + "]";
  }
}
