// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.Page;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads and writes any document as JSON text. What Oura sent comes back out: unknown properties and
 * enum values, nulls in series, offsets of time stamps. Properties that are null are left out. Safe
 * across threads.
 */
public final class OuraJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(Timestamps.module())
          .addModule(WholeNumbers.module())
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A parser's message would hold a piece of the document.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private OuraJson() {}

  /**
   * Writes a document, or a list of documents.
   *
   * @param document the document
   * @return its JSON, on one line
   */
  public static String write(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          document.getClass().getSimpleName() + " holds a value that JSON cannot express.");
    }
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
    return type.cast(decode(json.getBytes(StandardCharsets.UTF_8), type, "The text"));
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
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    @SuppressWarnings("unchecked") // the type was just made from the element's
    List<T> documents = (List<T>) decode(json.getBytes(StandardCharsets.UTF_8), list, "The text");
    return documents;
  }

  /**
   * Reads a page without the documents that cannot be read.
   *
   * @param json the bytes of the page
   * @param documentType what to read each document as
   * @param source where the page came from, such as {@code GET /v2/usercollection/sleep}
   * @param aside takes each document that cannot be read
   * @return the page, or empty when more than single documents is wrong with it
   */
  public static Optional<Page<Object>> salvagePage(
      byte[] json, Type documentType, String source, Consumer<BrokenDocument> aside) {
    return PageSalvage.read(MAPPER, json, documentType, source, aside);
  }

  /**
   * Reads a value of any type.
   *
   * @param json the bytes of the text
   * @param type what to read it as
   * @param subject what the text is, for the message of the exception
   * @return the value
   * @throws OuraDecodingException if it cannot be read as that
   */
  public static Object decode(byte[] json, Type type, String subject) {
    try {
      Object value = MAPPER.readValue(json, MAPPER.constructType(type));
      if (value == null) {
        throw new OuraDecodingException(subject + " cannot be read: it is a mere null.");
      }
      return value;
    } catch (IOException e) {
      throw new OuraDecodingException(
          subject + " cannot be read: " + DecodingFailure.describe(MAPPER, json, e));
    }
  }
}
