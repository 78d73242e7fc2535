// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.json.OuraJson;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a document from each line that is not blank. */
final class NdjsonReader<T> implements DocumentReader<T> {
  private final Path path;
  private final Class<T> type;
  private final LineNumberReader file;

  NdjsonReader(Path path, Class<T> type) throws IOException {
    this.path = path;
    this.type = type;
    this.file = new LineNumberReader(Files.newBufferedReader(path));
  }

  @Override
  public Optional<T> read() throws IOException {
    String line = file.readLine();
    while (line != null && line.isBlank()) {
      line = file.readLine();
    }
    return line == null ? Optional.empty() : Optional.of(decode(line));
  }

  private T decode(String line) throws IOException {
    try {
      return OuraJson.read(line, type);
    } catch (OuraDecodingException e) {
      throw new IOException(path + ", line " + file.getLineNumber() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
