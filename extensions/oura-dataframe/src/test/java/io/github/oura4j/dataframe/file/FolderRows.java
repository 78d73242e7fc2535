// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.model.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what is in a history folder. */
final class FolderRows {
  private FolderRows() {}

  /** Returns the committed rows of a data type. */
  static List<Object> of(HistoryFolder folder, DataType dataType) {
    List<Object> rows = new ArrayList<>();
    for (Path file : folder.readableFiles(dataType)) {
      try (DocumentReader<?> reader = DocumentReader.open(file, dataType.documentType())) {
        for (Optional<?> row = reader.read(); row.isPresent(); row = reader.read()) {
          rows.add(row.get());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  /** Returns the bytes of all files except the manifest, which contains times, and the lock. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (!path.equals("oura-history.json") && !path.equals(".oura-history/lock")) {
          contents.put(path, Sha256.of(file));
        }
      }
    }
    return contents;
  }
}
