// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads documents or samples of one type from a file that a {@link DocumentWriter} has written, in
 * memory that does not grow with their number. The documents equal those that were written.
 *
 * <p>Not safe for use by multiple threads.
 *
 * @param <T> the type of the documents or samples
 */
public interface DocumentReader<T> extends Closeable {
  /**
   * Opens a file in the format that its extension names.
   *
   * @param <T> the type of the documents or samples
   * @param file an NDJSON or Parquet file with the extension {@code .ndjson} or {@code .parquet}
   * @param type the class of the documents
   * @return the reader; close it after use
   * @throws IOException if the file cannot be read, or is not in that format
   * @throws IllegalArgumentException if the extension is another one; CSV is not read back, because
   *     it does not say which text was a list
   */
  static <T> DocumentReader<T> open(Path file, Class<T> type) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith("." + NdjsonFormat.INSTANCE.extension())) {
      return new NdjsonReader<>(file, type);
    }
    if (name.endsWith("." + ParquetFormat.INSTANCE.extension())) {
      return new ParquetReader<>(file, type);
    }
    throw new IllegalArgumentException(
        file + " is neither a .ndjson nor a .parquet file. Only these formats can be read back.");
  }

  /**
   * Reads the next document.
   *
   * @return the document, or empty after the last one
   * @throws IOException if the file cannot be read, or contains something else; the message names
   *     the file and the line or row, but no value
   */
  Optional<T> read() throws IOException;
}
