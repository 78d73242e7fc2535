// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A format of files that contain documents or samples of one type, one per row. The columns are
 * derived from the class of the documents.
 *
 * <p>Immutable, and safe for use by multiple threads.
 */
public sealed interface DocumentFormat permits NdjsonFormat, CsvFormat, ParquetFormat {
  /**
   * Returns the format NDJSON: UTF-8 text in which each line is the JSON object that Oura sent.
   * Properties that the model does not know, values that do not fit their types, and nulls in lists
   * are kept. Properties whose value is null are omitted.
   *
   * @return the format
   */
  static DocumentFormat ndjson() {
    return NdjsonFormat.INSTANCE;
  }

  /**
   * Returns the format CSV, with the settings described in {@link CsvFormat}.
   *
   * @return the format
   */
  static CsvFormat csv() {
    return CsvFormat.DEFAULTS;
  }

  /**
   * Returns the format Parquet, compressed with GZIP. Nested objects are structs. Lists keep their
   * nulls. Timestamps are in UTC, in microseconds, and the column of the same name with the suffix
   * {@code _offset_minutes} has their offset. The last column, {@code unknown_properties}, has the
   * JSON text of what the other columns cannot hold.
   *
   * @return the format
   */
  static DocumentFormat parquet() {
    return ParquetFormat.INSTANCE;
  }

  /**
   * Returns the extension of file names.
   *
   * @return {@code ndjson}, {@code csv} or {@code parquet}
   */
  String extension();

  /**
   * Opens a writer of one file.
   *
   * @param <T> the type of the documents or samples
   * @param type their class, a record of {@code io.github.oura4j.model} such as {@code SleepPeriod}
   * @param file where to write to; it is buffered here, and closed together with the writer
   * @return the writer; close it to complete the file
   * @throws IOException if the start of the file cannot be written
   * @throws IllegalArgumentException if the class is not a record
   */
  <T> DocumentWriter<T> writer(Class<T> type, OutputStream file) throws IOException;
}
