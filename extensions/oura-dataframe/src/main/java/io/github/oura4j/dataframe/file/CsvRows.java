// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.oura4j.dataframe.internal.schema.Column;
import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.json.OuraJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a header and one row of CSV per document. */
final class CsvRows<T> implements DocumentWriter<T> {
  private final RecordSchema schema;
  private final List<Column> columns;
  private final CsvCell cell;
  private final CsvWriter file;

  CsvRows(RecordSchema schema, List<Column> columns, CsvCell cell, CsvWriter file) {
    this.schema = schema;
    this.columns = columns;
    this.cell = cell;
    this.file = file;
  }

  void writeHeader() throws IOException {
    @Nullable String[] names = new String[columns.size() + 1];
    for (int column = 0; column < columns.size(); column++) {
      names[column] = columns.get(column).name();
    }
    names[columns.size()] = RecordSchema.UNKNOWN;
    writeRow(names);
  }

  @Override
  public void write(T document) throws IOException {
    @Nullable String[] row = new String[columns.size() + 1];
    for (int index = 0; index < columns.size(); index++) {
      Column column = columns.get(index);
      Object value = column.value(document);
      row[index] = value == null ? null : cell.text(column.type(), value);
    }
    Map<String, @Nullable Object> rest = schema.unknownProperties(document);
    row[columns.size()] = rest.isEmpty() ? null : LoneSurrogates.escape(OuraJson.write(rest));
    writeRow(row);
  }

  private void writeRow(@Nullable String[] row) throws IOException {
    try {
      file.writeRecord(row);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
