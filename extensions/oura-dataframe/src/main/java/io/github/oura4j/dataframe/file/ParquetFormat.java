// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.dataframe.internal.parquet.ParquetRowWriter;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import java.io.IOException;
import java.io.OutputStream;

/** Writes documents as rows of a Parquet file. */
final class ParquetFormat implements DocumentFormat {
  static final ParquetFormat INSTANCE = new ParquetFormat();

  private ParquetFormat() {}

  @Override
  public String extension() {
    return "parquet";
  }

  @Override
  public String toString() {
    return extension();
  }

  @Override
  public <T> DocumentWriter<T> writer(Class<T> type, OutputStream file) throws IOException {
    return new Rows<>(new ParquetRowWriter(RecordSchema.of(type), file));
  }

  private record Rows<T>(ParquetRowWriter rows) implements DocumentWriter<T> {
    @Override
    public void write(T document) throws IOException {
      rows.write(document);
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
