// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Writes JSON the way Oura does: with null properties, and whole numbers without a fraction. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new NullWritingIntrospector())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new DoubleSerializer())
                  .addSerializer(OffsetDateTime.class, new TimestampSerializer()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Json() {}

  /** Returns the JSON of an object, encoded in UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("a response cannot be written as JSON", unwritable);
    }
  }

  /** Parses JSON. */
  public static JsonNode read(String body) throws IOException {
    return MAPPER.readTree(body);
  }

  /** Returns the JSON of a body. */
  public static JsonNode tree(@Nullable Object body) {
    return MAPPER.valueToTree(body);
  }

  /** Returns the JSON object of a document. */
  public static ObjectNode object(Object document) {
    return MAPPER.valueToTree(document);
  }

  /** Overrides the annotations of the models, which omit nulls; Oura sends them. */
  private static final class NullWritingIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
      return JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);
    }
  }

  /** Writes {@code 62.0} as {@code 62}. */
  private static final class DoubleSerializer extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    DoubleSerializer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      long whole = Math.round(value);
      if (value == whole) {
        json.writeNumber(whole);
      } else {
        json.writeNumber(value);
      }
    }
  }
}
