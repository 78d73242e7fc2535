// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes documents or samples of one type to a file, one after the other and in memory that does
 * not grow with their number. {@link DocumentFormat#writer} opens one.
 *
 * <p>Not safe for use by multiple threads.
 *
 * @param <T> the type of the documents or samples
 */
public interface DocumentWriter<T> extends Closeable {
  /**
   * Writes a document as the next row.
   *
   * @param document the document or sample
   * @throws IOException if the file cannot be written
   */
  void write(T document) throws IOException;

  /**
   * Writes what is still in memory, completes the file, and closes the stream. A file whose writer
   * was not closed is incomplete.
   *
   * @throws IOException if the file cannot be written
   */
  @Override
  void close() throws IOException;
}
