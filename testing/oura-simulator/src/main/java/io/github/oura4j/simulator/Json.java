// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers the way Oura does: nulls are written, whole numbers have no fraction. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new WritesNulls())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new ShortNumbers())
                  .addSerializer(OffsetDateTime.class, new TimeStamps()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("an answer cannot be written", unwritable);
    }
  }

  /** Reads what a caller sent. */
  static JsonNode read(String body) throws IOException {
    return MAPPER.readTree(body);
  }

  static ObjectNode object(Object document) {
    return MAPPER.valueToTree(document);
  }

  static JsonNode page(List<?> documents, FieldSelection fields, @Nullable String nextToken) {
    ObjectNode page = MAPPER.createObjectNode();
    ArrayNode data = page.putArray("data");
    for (Object document : documents) {
      data.add(fields.from(object(document)));
    }
    return page.put("next_token", nextToken);
  }

  /** The models leave nulls out; Oura sends them. */
  private static final class WritesNulls extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
      return JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);
    }
  }

  private static final class ShortNumbers extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    ShortNumbers() {
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
