// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.Page;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page document by document, and reports the ones that cannot be decoded instead of
 * failing. Each document is decoded from its own range of bytes, so that an invalid one does not
 * affect the others, not even if it is beyond the limits of the parser. Nothing is reported unless
 * the page itself is complete and valid.
 */
final class PageSalvage {
  private final Type documentType;
  private final MisfitPolicy misfits;
  private final JsonCodec.Check check;
  private final List<Object> data = new ArrayList<>();
  private final List<Broken> broken = new ArrayList<>();
  private final List<Runnable> misfitEvents = new ArrayList<>();
  private final Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
  private boolean hasData;
  private @Nullable String nextToken;

  private record Broken(@Nullable String id, String json, String reason) {}

  private PageSalvage(Type documentType, MisfitPolicy misfits, JsonCodec.Check check) {
    this.documentType = documentType;
    this.check = check;
    this.misfits =
        new MisfitPolicy(
            misfits.strict(),
            (type, property) ->
                misfitEvents.add(() -> misfits.listener().onMisfit(type, property)));
  }

  static Optional<Page<Object>> read(
      byte[] json,
      Type documentType,
      MisfitPolicy misfits,
      JsonCodec.Check check,
      JsonCodec.BrokenDocumentHandler handler) {
    PageSalvage salvage = new PageSalvage(documentType, misfits, check);
    try {
      JsonSlice.of(json).forEachMember(salvage::readMember);
    } catch (IOException invalid) {
      return Optional.empty();
    }
    if (!salvage.hasData) {
      return Optional.empty();
    }
    salvage.misfitEvents.forEach(Runnable::run);
    salvage.broken.forEach(one -> handler.accept(one.id(), one.json(), one.reason()));
    return Optional.of(new Page<>(salvage.data, salvage.nextToken, salvage.unknown));
  }

  /** Reads a member of the JSON object around the documents. */
  private void readMember(JsonSlice name, JsonSlice value) throws IOException {
    String property = text(name);
    switch (property) {
      case "data" -> {
        hasData = true;
        value.forEachElement(this::readDocument);
      }
      case "next_token" -> nextToken = value.hasText("null") ? null : text(value);
      default -> unknown.put(property, UnknownValues.decode(value.bytes()));
    }
  }

  private static String text(JsonSlice slice) throws IOException {
    if (UnknownValues.decode(slice.bytes()) instanceof String text) {
      return text;
    }
    throw new IOException("the value is not a string");
  }

  private void readDocument(JsonSlice slice) {
    byte[] document = slice.bytes();
    try {
      data.add(JsonCodec.decode(document, documentType, "The document", misfits, check));
    } catch (OuraDecodingException e) {
      broken.add(
          new Broken(
              id(slice),
              new String(document, StandardCharsets.UTF_8),
              String.valueOf(e.getMessage())));
    }
  }

  private static @Nullable String id(JsonSlice document) {
    List<String> ids = new ArrayList<>();
    try {
      document.forEachMember(
          (name, value) -> {
            if (name.hasText("\"id\"")) {
              ids.add(text(value));
            }
          });
    } catch (IOException noReadableId) {
      return null;
    }
    return ids.isEmpty() ? null : ids.get(ids.size() - 1);
  }
}
