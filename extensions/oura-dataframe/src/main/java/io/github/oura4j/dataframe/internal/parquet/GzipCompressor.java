// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with the GZIP of the JDK: the codecs of Parquet itself need Hadoop. */
final class GzipCompressor implements BytesInputCompressor {
  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream((int) page.size() / 4 + 64);
    try (OutputStream gzip = new FastGzip(compressed)) {
      page.writeAllTo(gzip);
    }
    return BytesInput.from(compressed.toByteArray());
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.GZIP;
  }

  @Override
  public void release() {}

  /** The default level is slower than all the rest of writing, for a file hardly smaller. */
  private static final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 1 << 13;

    FastGzip(OutputStream compressed) throws IOException {
      super(compressed, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
