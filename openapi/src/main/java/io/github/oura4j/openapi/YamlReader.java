// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;

/** Reads our own data files. Their content is ours, so that a mistake in them may be quoted. */
final class YamlReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private YamlReader() {}

  static Place read(Path file) {
    return Place.root(read(file, JsonNode.class));
  }

  static <T> T read(Path file, Class<T> type) {
    try {
      return YAML.readValue(TextFile.read(file), type);
    } catch (JsonProcessingException e) {
      throw new RefusedException(file + ": " + e.getMessage());
    }
  }
}
