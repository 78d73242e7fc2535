// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The compressed pages of a row group. */
final class RowGroupPages implements PageReadStore {
  private final long rows;
  private final Map<ColumnPath, PageReader> columns = new HashMap<>();

  RowGroupPages(ParquetSource file, BlockMetaData group) throws IOException {
    this.rows = group.getRowCount();
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (column.getCodec() != CompressionCodecName.GZIP) {
        throw new IllegalArgumentException("Its pages are not compressed with GZIP.");
      }
      byte[] pages = file.read(column.getStartingPos(), column.getTotalSize());
      columns.put(column.getPath(), new ColumnPages(pages, column));
    }
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    PageReader pages = columns.get(ColumnPath.get(column.getPath()));
    if (pages == null) {
      throw new IllegalArgumentException("A row group lacks a column.");
    }
    return pages;
  }

  @Override
  public long getRowCount() {
    return rows;
  }
}
