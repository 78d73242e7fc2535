// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes records as rows of a Parquet file.
 *
 * <p>Parquet's own builder of writers needs Hadoop. This class uses the layer below it, which does
 * not. Rows are buffered until they fill a row group of {@value #ROW_GROUP_BYTES} bytes.
 *
 * <p>Not safe for use by multiple threads.
 */
public final class ParquetRowWriter implements Closeable {
  private static final int ROW_GROUP_BYTES = 8 << 20;
  private static final int ROWS_BETWEEN_CHECKS = 64;

  private final StructStorage storage;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private final ParquetProperties properties;
  private final ParquetFileWriter file;
  private RowGroup group;

  /**
   * Creates a writer, and writes the start of the file.
   *
   * @param schema the properties of the records
   * @param stream where to write to; it is buffered here, and closed together with the writer
   * @throws IOException if it cannot be written to
   */
  public ParquetRowWriter(RecordSchema schema, OutputStream stream) throws IOException {
    this.storage = new StructStorage(schema, true);
    this.schema = new MessageType(schema.type().getSimpleName(), storage.types());
    this.columns = new ColumnIOFactory().getColumnIO(this.schema);
    this.properties =
        ParquetProperties.builder().withAllocator(HeapByteBufferAllocator.getInstance()).build();
    this.file =
        new ParquetFileWriter(
            new StreamOutputFile(stream),
            this.schema,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP_BYTES,
            0,
            null,
            properties);
    file.start();
    group = new RowGroup();
  }

  /**
   * Writes a record as the next row.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Object record) throws IOException {
    group.write(record);
    if (group.isFull()) {
      group.flush();
      group = new RowGroup();
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (group.rows > 0) {
        group.flush();
      }
      file.end(Map.of());
    }
  }

  /** The rows that are not in the file yet. */
  private final class RowGroup {
    private final ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            new GzipCompressor(),
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength());
    private final ColumnWriteStore values = properties.newColumnWriteStore(schema, pages);
    private final RecordConsumer consumer = columns.getRecordWriter(values);
    private long rows;

    void write(Object record) {
      consumer.startMessage();
      storage.writeProperties(consumer, record);
      consumer.endMessage();
      rows++;
    }

    boolean isFull() {
      return rows % ROWS_BETWEEN_CHECKS == 0 && values.getBufferedSize() > ROW_GROUP_BYTES;
    }

    void flush() throws IOException {
      consumer.flush();
      file.startBlock(rows);
      values.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
      values.close();
      pages.close();
    }
  }
}
