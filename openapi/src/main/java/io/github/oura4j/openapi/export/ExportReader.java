// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.TextFile;
import java.nio.file.Path;

/** Reads an export; invalid JSON is reported with its line and column. */
public final class ExportReader {
  private static final long MOST_BYTES = 100_000_000;

  /** Oura's exports have eleven levels. Later stages are recursive. */
  private static final int MOST_LEVELS = 150;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ExportReader() {}

  public static Export read(Path file) {
    JsonNode document = parse(TextFile.read(file, MOST_BYTES), file);
    try {
      return Export.of(document);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    }
  }

  private static JsonNode parse(String text, Path file) {
    try {
      JsonNode document = JSON.readTree(text);
      if (document.isMissingNode()) {
        throw new InvalidInputException(file + ": is empty");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(file + ": " + problem(e) + position(e));
    }
  }

  // The parser's own message would quote the content, which is Oura's.
  private static String problem(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "is truncated: the JSON ends unexpectedly";
    }
    if (e instanceof StreamConstraintsException) {
      return "is nested too deeply or contains too long a value";
    }
    if (e.getOriginalMessage().startsWith("Duplicate field")) {
      return "contains a duplicate key in an object";
    }
    return "is not JSON";
  }

  private static String position(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
