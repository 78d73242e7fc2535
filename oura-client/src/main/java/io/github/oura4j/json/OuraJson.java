// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.internal.json.MisfitPolicy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Converts Oura's documents to and from JSON text.
 *
 * <p>Reading a document and writing it again results in an equal JSON value: unknown properties,
 * unknown enum values, nulls within arrays, and the UTC offsets of timestamps are preserved. Only
 * properties of the type whose value is null are omitted, timestamps are written in the format of
 * RFC 3339, and numbers of floating-point properties have the precision of a double.
 *
 * <p>A value that does not fit the type of its property affects only this property: it is null, and
 * the raw value is kept under its name among the unknown properties, from where it is written
 * again. If the id or the day ({@code day}, {@code start_day}) of a document does not fit, or the
 * timestamp of a sample, the document cannot be read. {@link #readStrictly} and {@link
 * #readListStrictly} treat every value that does not fit as an error.
 *
 * <p>Safe for use by multiple threads.
 */
public final class OuraJson {
  private static final String SUBJECT = "The text";

  private OuraJson() {}

  /**
   * Converts a document, or a list of documents, to JSON text.
   *
   * @param document the document or the list
   * @return the JSON text, on a single line
   * @throws IllegalArgumentException if the document contains a value that JSON cannot express,
   *     such as {@link Double#NaN}
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
   * @throws OuraDecodingException if the text is not valid JSON, or the document has an invalid id,
   *     day or timestamp; the message names the property, but not its value
   */
  public static <T> T read(String json, Class<T> type) {
    return read(json, type, MisfitPolicy.KEEP);
  }

  /**
   * Reads a document from JSON text, and reports values that do not fit the types of their
   * properties.
   *
   * @param <T> the type of the document
   * @param json the JSON text
   * @param type the type of the document
   * @param invalidValues receives each property whose value does not fit, after the document has
   *     been read
   * @return the document
   * @throws OuraDecodingException as {@link #read(String, Class)} does
   */
  public static <T> T read(String json, Class<T> type, Consumer<InvalidValue> invalidValues) {
    return read(json, type, reporting(invalidValues));
  }

  /**
   * Reads a document from JSON text, in which every value must fit the type of its property.
   *
   * @param <T> the type of the document
   * @param json the JSON text
   * @param type the type of the document
   * @return the document
   * @throws OuraDecodingException if the text is not valid JSON, or the value of a property does
   *     not fit; the message names the property, but not its value
   */
  public static <T> T readStrictly(String json, Class<T> type) {
    return read(json, type, MisfitPolicy.REJECT);
  }

  /**
   * Reads a list of documents from JSON text.
   *
   * @param <T> the type of the documents
   * @param json the JSON text of an array
   * @param type the type of the documents
   * @return the documents, in the order of the array
   * @throws OuraDecodingException if the text is not a JSON array, or a document has an invalid id,
   *     day or timestamp; the message names the property, but not its value
   */
  public static <T> List<T> readList(String json, Class<T> type) {
    return readList(json, type, MisfitPolicy.KEEP);
  }

  /**
   * Reads a list of documents from JSON text, and reports values that do not fit the types of their
   * properties.
   *
   * @param <T> the type of the documents
   * @param json the JSON text of an array
   * @param type the type of the documents
   * @param invalidValues receives each property whose value does not fit, after the list has been
   *     read
   * @return the documents, in the order of the array
   * @throws OuraDecodingException as {@link #readList(String, Class)} does
   */
  public static <T> List<T> readList(
      String json, Class<T> type, Consumer<InvalidValue> invalidValues) {
    return readList(json, type, reporting(invalidValues));
  }

  /**
   * Reads a list of documents from JSON text, in which every value must fit the type of its
   * property.
   *
   * @param <T> the type of the documents
   * @param json the JSON text of an array
   * @param type the type of the documents
   * @return the documents, in the order of the array
   * @throws OuraDecodingException if the text is not a JSON array, or the value of a property does
   *     not fit; the message names the property, but not its value
   */
  public static <T> List<T> readListStrictly(String json, Class<T> type) {
    return readList(json, type, MisfitPolicy.REJECT);
  }

  private static MisfitPolicy reporting(Consumer<InvalidValue> invalidValues) {
    Objects.requireNonNull(invalidValues, "invalidValues must not be null");
    return MisfitPolicy.keep(
        (type, property) -> invalidValues.accept(new InvalidValue(type, property)));
  }

  private static <T> T read(String json, Class<T> type, MisfitPolicy misfits) {
    return type.cast(JsonCodec.decode(JsonCodec.bytes(json), type, SUBJECT, misfits));
  }

  private static <T> List<T> readList(String json, Class<T> type, MisfitPolicy misfits) {
    return JsonCodec.decodeList(JsonCodec.bytes(json), type, SUBJECT, misfits);
  }
}
