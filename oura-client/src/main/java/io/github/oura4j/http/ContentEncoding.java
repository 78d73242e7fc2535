// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses a response body up to a size limit: a small gzip body can decompress to a huge one.
 */
final class ContentEncoding {
  private ContentEncoding() {}

  static byte[] decode(List<String> contentEncodings, byte[] body, int limit) throws IOException {
    String encoding = String.join(",", contentEncodings).trim();
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity") || body.length == 0) {
      return body;
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new IOException(
          "the response has an unsupported Content-Encoding; only gzip was requested");
    }
    byte[] decoded;
    boolean isComplete;
    try (StrictGzipStream gzip = new StrictGzipStream(body)) {
      decoded = gzip.readNBytes(limit + 1);
      isComplete = gzip.isFullyConsumed();
    } catch (IOException e) {
      throw malformed();
    }
    if (decoded.length > limit) {
      throw new ResponseTooLargeException(limit);
    }
    if (!isComplete) {
      throw malformed();
    }
    return decoded;
  }

  private static IOException malformed() {
    return new IOException("the compressed response is malformed or truncated");
  }

  /**
   * Detects bytes after the last complete gzip member. {@link GZIPInputStream} silently ignores
   * them, although they may be the start of another member that was truncated.
   */
  private static final class StrictGzipStream extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    StrictGzipStream(byte[] body) throws IOException {
      // With the whole body in its input buffer, the inflater knows exactly what it left unread.
      super(new ByteArrayInputStream(body), body.length);
    }

    /**
     * Returns whether only the trailer of the last member was left unread. Valid once all data is
     * read.
     */
    boolean isFullyConsumed() {
      return inf.getRemaining() == TRAILER_BYTES;
    }
  }
}
