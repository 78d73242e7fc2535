// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.Page;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page document by document, and reports the ones that cannot be decoded instead of
 * failing. Each document is decoded from its own range of bytes, so that an invalid one does not
 * affect the others. Nothing is reported unless the page itself is complete and valid.
 */
final class PageSalvage {
  private final ObjectMapper mapper;
  private final Type documentType;
  private final Consumer<Object> check;
  private final List<Object> data = new ArrayList<>();
  private final List<Broken> broken = new ArrayList<>();
  private final Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
  private @Nullable String nextToken;

  private record Broken(@Nullable String id, String json, String reason) {}

  private PageSalvage(ObjectMapper mapper, Type documentType, Consumer<Object> check) {
    this.mapper = mapper;
    this.documentType = documentType;
    this.check = check;
  }

  static Optional<Page<Object>> read(
      ObjectMapper mapper,
      byte[] json,
      Type documentType,
      Consumer<Object> check,
      JsonCodec.BrokenDocumentHandler handler) {
    PageSalvage salvage = new PageSalvage(mapper, documentType, check);
    try (JsonParser parser = mapper.createParser(json)) {
      if (!salvage.readPage(parser, json)) {
        return Optional.empty();
      }
    } catch (IOException truncated) {
      return Optional.empty();
    }
    salvage.broken.forEach(one -> handler.accept(one.id(), one.json(), one.reason()));
    return Optional.of(new Page<>(salvage.data, salvage.nextToken, salvage.unknown));
  }

  /** Reads the JSON object around the documents. Returns whether it is a valid page. */
  private boolean readPage(JsonParser parser, byte[] json) throws IOException {
    boolean isPage = parser.nextToken() == JsonToken.START_OBJECT;
    boolean hasData = false;
    while (isPage && parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data" -> {
          isPage = value == JsonToken.START_ARRAY;
          hasData = true;
          if (isPage) {
            readDocuments(parser, json);
          }
        }
        case "next_token" -> {
          isPage = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
          nextToken = value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        default -> unknown.put(name, readAnyValue(parser));
      }
    }
    return isPage && hasData && parser.nextToken() == null;
  }

  private @Nullable Object readAnyValue(JsonParser parser) throws IOException {
    return mapper
        .readerFor(Object.class)
        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readValue(parser);
  }

  private void readDocuments(JsonParser parser, byte[] json) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      if (start < 0 || end < start) {
        throw new IOException("the parser reports no byte offsets for the encoding of this text");
      }
      readDocument(Arrays.copyOfRange(json, start, end));
    }
  }

  private void readDocument(byte[] document) {
    try {
      Object decoded = JsonCodec.decode(document, documentType, "The document");
      check.accept(decoded);
      data.add(decoded);
    } catch (OuraDecodingException e) {
      broken.add(
          new Broken(
              id(document),
              new String(document, StandardCharsets.UTF_8),
              String.valueOf(e.getMessage())));
    }
  }

  private @Nullable String id(byte[] document) {
    try {
      return mapper.readTree(document).path("id").textValue();
    } catch (IOException e) {
      return null;
    }
  }
}
