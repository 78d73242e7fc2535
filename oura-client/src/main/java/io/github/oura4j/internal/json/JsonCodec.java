// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

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
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.Page;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes JSON with the one Jackson mapper of this library. Everything that reads or
 * writes JSON goes through this class, so that strictness and error messages are the same
 * everywhere. Thread-safe.
 */
public final class JsonCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(Timestamps.module())
          .addModule(WholeNumbers.module())
          .addModule(FloatingPointNumbers.module())
          .addModule(UnknownValues.module())
          .addModule(RecordDeserializer.module())
          .addModule(OpenEnumDeserializer.module())
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // Otherwise, the parser's messages would quote parts of the document.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private JsonCodec() {}

  /** Checks a decoded value. */
  @FunctionalInterface
  public interface Check {
    /**
     * Checks a value.
     *
     * @param value what was decoded
     * @param isEmpty returns whether a record that is part of the value has none of the properties
     *     of its type
     * @throws OuraDecodingException if this is not the expected value
     */
    void check(Object value, Predicate<Object> isEmpty);
  }

  /** Receives a document of a page that could not be decoded. */
  @FunctionalInterface
  public interface BrokenDocumentHandler {
    /**
     * Handles a broken document.
     *
     * @param id its id, or null if it has no readable one
     * @param json the document exactly as it was received
     * @param reason which property is wrong and why, without its value
     */
    void accept(@Nullable String id, String json, String reason);
  }

  /** Decodes a page, so that the classes are loaded before there is something to decode. */
  public static void preload() {
    JavaType page = MAPPER.getTypeFactory().constructParametricType(Page.class, HeartRate.class);
    byte[] json = bytes("{\"data\":[{\"bpm\":60,\"timestamp\":\"2026-01-01T00:00:00Z\"}]}");
    Object unused = decode(json, page, "The example");
  }

  /** Encodes a document, or a list of documents, as JSON on one line that UTF-8 can express. */
  public static String write(Object document) {
    try {
      return LoneSurrogates.escape(MAPPER.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          document.getClass().getSimpleName() + " contains a value that JSON cannot express.");
    }
  }

  /** Returns the bytes of a JSON text, as the other methods decode them. */
  public static byte[] bytes(String json) {
    return LoneSurrogates.escape(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Decodes a value of any type, and keeps values that do not fit the types of their properties.
   *
   * @param json the bytes of the JSON text
   * @param type the type to decode it as
   * @param subject what the text is, for the message of the exception
   * @return the value
   * @throws OuraDecodingException if it cannot be decoded as that type
   */
  public static Object decode(byte[] json, Type type, String subject) {
    return decode(json, type, subject, MisfitPolicy.KEEP);
  }

  /**
   * Decodes a value of any type.
   *
   * @param json the bytes of the JSON text
   * @param type the type to decode it as
   * @param subject what the text is, for the message of the exception
   * @param misfits what happens to values that do not fit the types of their properties
   * @return the value
   * @throws OuraDecodingException if it cannot be decoded as that type
   */
  public static Object decode(byte[] json, Type type, String subject, MisfitPolicy misfits) {
    return decode(json, type, subject, misfits, (value, isEmpty) -> {});
  }

  /**
   * Decodes and checks a value of any type. Nothing is reported of a value that fails the check.
   *
   * @param json the bytes of the JSON text
   * @param type the type to decode it as
   * @param subject what the text is, for the message of the exception
   * @param misfits what happens to values that do not fit the types of their properties
   * @param check throws an {@link OuraDecodingException} for what is not the expected value
   * @return the value
   * @throws OuraDecodingException if it cannot be decoded as that type, or fails the check
   */
  public static Object decode(
      byte[] json, Type type, String subject, MisfitPolicy misfits, Check check) {
    return decode(json, MAPPER.constructType(type), subject, misfits, check);
  }

  /** Decodes a JSON array whose elements all have one type. */
  public static <T> List<T> decodeList(
      byte[] json, Class<T> type, String subject, MisfitPolicy misfits) {
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    @SuppressWarnings("unchecked") // the collection type was made from the element's type
    List<T> documents = (List<T>) decode(json, list, subject, misfits, (value, isEmpty) -> {});
    return documents;
  }

  private static Object decode(
      byte[] json, JavaType type, String subject, MisfitPolicy misfits, Check check) {
    try {
      DecodingSession session = new DecodingSession(json, misfits);
      Object value = session.decode(MAPPER.readerFor(type));
      if (value == null) {
        throw new OuraDecodingException(subject + " cannot be read: it is null.");
      }
      check.check(value, session::isEmptyRecord);
      session.reportMisfits();
      return value;
    } catch (IOException e) {
      throw new OuraDecodingException(
          subject + " cannot be read: " + DecodingFailure.describe(json, e));
    }
  }

  /**
   * Returns the timestamp in a value that was decoded without a type.
   *
   * @param value a JSON value, or null
   * @return the timestamp, or null if the value is not the text of one
   */
  public static @Nullable OffsetDateTime timestamp(@Nullable Object value) {
    try {
      return value instanceof String text ? Timestamps.parse(text) : null;
    } catch (DateTimeException notATimestamp) {
      return null;
    }
  }

  /**
   * Decodes the members of an object that can be decoded, and leaves out the others, such as a
   * number with more digits than the parser accepts.
   *
   * @param json the bytes of the object, in UTF-8
   * @return the members by name, or empty if the text is not an object from its beginning to its
   *     end
   */
  public static Optional<Map<String, @Nullable Object>> readableMembers(byte[] json) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    try {
      JsonSlice.of(json)
          .forEachMember(
              (name, value) -> {
                try {
                  members.put(
                      String.valueOf(UnknownValues.decode(name.bytes())),
                      UnknownValues.decode(value.bytes()));
                } catch (IOException unreadable) {
                  // Left out, see above.
                }
              });
      return Optional.of(members);
    } catch (IOException notAnObject) {
      return Optional.empty();
    }
  }

  /**
   * Decodes a page without the documents that cannot be decoded.
   *
   * @param json the bytes of the page
   * @param documentType the type to decode each document as
   * @param misfits what happens to values that do not fit the types of their properties
   * @param check throws an {@link OuraDecodingException} for what is not a document of this type
   * @param handler receives each document that cannot be decoded, or fails the check
   * @return the page, or empty if more is wrong with it than single documents
   */
  public static Optional<Page<Object>> salvagePage(
      byte[] json,
      Type documentType,
      MisfitPolicy misfits,
      Check check,
      BrokenDocumentHandler handler) {
    return PageSalvage.read(json, documentType, misfits, check, handler);
  }
}
