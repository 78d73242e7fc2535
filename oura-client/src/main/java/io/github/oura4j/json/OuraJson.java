// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads and writes any document as JSON text. What Oura sent comes back out: unknown properties and
 * enum values, nulls in series, offsets of time stamps. Properties that are null are left out. Safe
 * across threads.
 */
public final class OuraJson {
  private OuraJson() {}

  /**
   * Writes a document, or a list of documents.
   *
   * @param document the document
   * @return its JSON, on one line
   */
  public static String write(Object document) {
    return JsonCodec.write(document);
  }

  /**
   * Reads a document.
   *
   * @param <T> its type
   * @param json the text
   * @param type its type
   * @return the document
   * @throws OuraDecodingException if the text is no JSON, or a property is of another type; the
   *     message names the property
   */
  public static <T> T read(String json, Class<T> type) {
    return type.cast(JsonCodec.decode(json.getBytes(StandardCharsets.UTF_8), type, "The text"));
  }

  /**
   * Reads a list of documents.
   *
   * @param <T> the type of the documents
   * @param json the text of an array
   * @param type the type of the documents
   * @return the documents, in their order
   * @throws OuraDecodingException if the text is no JSON array, or a property is of another type
   */
  public static <T> List<T> readList(String json, Class<T> type) {
    return JsonCodec.decodeList(json.getBytes(StandardCharsets.UTF_8), type, "The text");
  }
}
