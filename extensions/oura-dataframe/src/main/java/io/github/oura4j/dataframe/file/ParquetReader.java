// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.dataframe.internal.parquet.ParquetRowReader;
import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.json.OuraJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a document from each row of a Parquet file. */
final class ParquetReader<T> implements DocumentReader<T> {
  private final Path path;
  private final Class<T> type;
  private final ParquetRowReader rows;
  private long row;

  ParquetReader(Path path, Class<T> type) throws IOException {
    this.path = path;
    this.type = type;
    try {
      this.rows = ParquetRowReader.open(path);
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  @Override
  public Optional<T> read() throws IOException {
    try {
      row++;
      return rows.read().map(this::decode);
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private T decode(Map<String, @Nullable Object> object) {
    return OuraJson.read(LoneSurrogates.escape(OuraJson.write(object)), type);
  }

  /** Returns an exception without a cause: messages of Parquet can contain values. */
  private IOException damaged(RuntimeException cause) {
    return new IOException(
        path
            + (row == 0 ? "" : ", row " + row)
            + ": this is not a complete Parquet file of "
            + type.getSimpleName()
            + " that oura4j has written ("
            + cause.getClass().getSimpleName()
            + ").");
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
