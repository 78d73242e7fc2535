// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** The bytes of a Parquet file, and the footer that says what they are. */
final class ParquetSource implements Closeable {
  /** The length of the footer, and the four letters with which each file ends. */
  private static final int TAIL_BYTES = 8;

  private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;

  private final FileChannel file;

  private ParquetSource(FileChannel file) {
    this.file = file;
  }

  static ParquetSource open(Path path) throws IOException {
    return new ParquetSource(FileChannel.open(path, StandardOpenOption.READ));
  }

  ParquetMetadata readFooter() throws IOException {
    ByteBuffer tail =
        ByteBuffer.wrap(read(file.size() - TAIL_BYTES, TAIL_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    if (tail.getInt() != MAGIC) {
      throw new IllegalArgumentException("The file does not end as Parquet files do.");
    }
    byte[] footer = read(file.size() - TAIL_BYTES - length, length);
    return new ParquetMetadataConverter()
        .readParquetMetadata(new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
  }

  /**
   * Reads a part of the file.
   *
   * @throws IllegalArgumentException if the file has no such part
   */
  byte[] read(long position, long length) throws IOException {
    if (length < 0 || position < 0 || length > file.size() - position) {
      throw new IllegalArgumentException("The file is too short.");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("The file became shorter while it was read.");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
