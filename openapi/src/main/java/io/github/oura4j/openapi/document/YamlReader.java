// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads our own YAML files.
 *
 * <p>Their content is ours, so that error messages may quote it; those of an export may not.
 */
public final class YamlReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .loaderOptions(anySize())
              .build());

  private YamlReader() {}

  // A description of hundreds of data types is longer than the parser's limit of 3 MB.
  private static LoaderOptions anySize() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  public static LocatedNode read(Path file) {
    try {
      return LocatedNode.root(YAML.readTree(TextFile.read(file)));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    }
  }
}
