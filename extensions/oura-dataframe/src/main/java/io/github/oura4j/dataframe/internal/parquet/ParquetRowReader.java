// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a file that {@link ParquetRowWriter} has written, one row group at a time. What
 * the columns are is read from the file, so that files of older and newer versions can be read.
 *
 * <p>Not safe for use by multiple threads.
 */
public final class ParquetRowReader implements Closeable {
  private final ParquetSource file;
  private final MessageType schema;
  private final Iterator<BlockMetaData> groups;
  private @Nullable RecordReader<Map<String, @Nullable Object>> rows;
  private long rowsLeft;

  private ParquetRowReader(ParquetSource file, ParquetMetadata footer) {
    this.file = file;
    this.schema = footer.getFileMetaData().getSchema();
    this.groups = footer.getBlocks().iterator();
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read
   * @throws RuntimeException if it is not a complete Parquet file
   */
  public static ParquetRowReader open(Path path) throws IOException {
    ParquetSource file = ParquetSource.open(path);
    try {
      return new ParquetRowReader(file, file.readFooter());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Reads the next row.
   *
   * @return the row as a JSON object, without properties that are null; empty after the last row
   * @throws IOException if the file cannot be read
   * @throws RuntimeException if the file is damaged, or another program has written it
   */
  public Optional<Map<String, @Nullable Object>> read() throws IOException {
    while (rowsLeft == 0 && groups.hasNext()) {
      PageReadStore pages = new RowGroupPages(file, groups.next());
      rowsLeft = pages.getRowCount();
      rows = new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new Rows(schema));
    }
    if (rows == null || rowsLeft == 0) {
      return Optional.empty();
    }
    rowsLeft--;
    return Optional.of(rows.read());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Returns each row that the converters have made. */
  private static final class Rows extends RecordMaterializer<Map<String, @Nullable Object>> {
    private final StructConverter root;
    private Map<String, @Nullable Object> row = Map.of();

    @SuppressWarnings("unchecked") // the converter of structs makes such maps
    Rows(MessageType schema) {
      root = new StructConverter(schema, object -> row = (Map<String, @Nullable Object>) object);
    }

    @Override
    public Map<String, @Nullable Object> getCurrentRecord() {
      return row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
