// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column in a row group, which are decompressed one at a time: an optional
 * dictionary, and then pages of version 1. Parquet's own reader of pages needs Hadoop.
 */
final class ColumnPages implements PageReader {
  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final InputStream pages;
  private final ColumnChunkMetaData column;
  private @Nullable PageHeader next;
  private long valuesLeft;

  ColumnPages(byte[] pages, ColumnChunkMetaData column) throws IOException {
    this.pages = new ByteArrayInputStream(pages);
    this.column = column;
    this.valuesLeft = column.getValueCount();
    this.next = Util.readPageHeader(this.pages);
  }

  @Override
  public long getTotalValueCount() {
    return column.getValueCount();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = next;
    if (header == null || header.getType() != PageType.DICTIONARY_PAGE) {
      return null;
    }
    try {
      BytesInput values = readValues(header);
      next = Util.readPageHeader(pages);
      return new DictionaryPage(
          values,
          header.getUncompressed_page_size(),
          header.getDictionary_page_header().getNum_values(),
          encoding(header.getDictionary_page_header().getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    PageHeader header = next;
    if (header == null) {
      return null;
    }
    if (header.getType() != PageType.DATA_PAGE) {
      throw new IllegalArgumentException("Its pages are not of version 1.");
    }
    try {
      BytesInput values = readValues(header);
      valuesLeft -= header.getData_page_header().getNum_values();
      next = valuesLeft > 0 ? Util.readPageHeader(pages) : null;
      return page(header, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage page(PageHeader header, BytesInput values) {
    DataPageHeader page = header.getData_page_header();
    return new DataPageV1(
        values,
        page.getNum_values(),
        header.getUncompressed_page_size(),
        Statistics.getBuilderForReading(column.getPrimitiveType()).build(),
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  private Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return converter.getEncoding(encoding);
  }

  private BytesInput readValues(PageHeader header) throws IOException {
    byte[] compressed = pages.readNBytes(header.getCompressed_page_size());
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] values = gzip.readNBytes(header.getUncompressed_page_size());
      if (values.length != header.getUncompressed_page_size()) {
        throw new IllegalArgumentException("A page is shorter than its header says.");
      }
      return BytesInput.from(values);
    }
  }
}
