// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Converts Oura's documents to and from JSON text.
 *
 * <p>Reading a document and writing it again preserves unknown properties, unknown enum values,
 * nulls in sample series, and the UTC offsets of timestamps. Properties whose value is null are
 * omitted.
 *
 * <p>Safe for use by multiple threads.
 */
public final class OuraJson {
  private OuraJson() {}

  /**
   * Converts a document, or a list of documents, to JSON text.
   *
   * @param document the document or the list
   * @return the JSON text, on a single line
   * @throws IllegalArgumentException if the document contains a value that JSON cannot express
   */
  public static String write(Object document) {
    return JsonCodec.write(document);
  }

  /**
   * Reads a document from JSON text.
   *
   * @param <T> the type of the document
   * @param json the JSON text
   * @param type the type of the document
   * @return the document
   * @throws OuraDecodingException if the text is not valid JSON, or a property has the wrong type;
   *     the message names the property, but not its value
   */
  public static <T> T read(String json, Class<T> type) {
    return type.cast(JsonCodec.decode(json.getBytes(StandardCharsets.UTF_8), type, "The text"));
  }

  /**
   * Reads a list of documents from JSON text.
   *
   * @param <T> the type of the documents
   * @param json the JSON text of an array
   * @param type the type of the documents
   * @return the documents, in the order of the array
   * @throws OuraDecodingException if the text is not a JSON array, or a property has the wrong type
   */
  public static <T> List<T> readList(String json, Class<T> type) {
    return JsonCodec.decodeList(json.getBytes(StandardCharsets.UTF_8), type, "The text");
  }
}
