// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Undoes the compression of a body, within a limit: a small answer can unfold to a huge one. */
final class ContentEncoding {
  private ContentEncoding() {}

  static byte[] decode(List<String> contentEncodings, byte[] body, int limit) throws IOException {
    String encoding = String.join(",", contentEncodings).trim();
    if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity") || body.length == 0) {
      return body;
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new IOException("the answer is encoded in a way that was not asked for");
    }
    byte[] decoded;
    boolean isWhole;
    try (Members unzipped = new Members(body)) {
      decoded = unzipped.readNBytes(limit + 1);
      isWhole = unzipped.endWithTheBody();
    } catch (IOException e) {
      throw malformed();
    }
    if (decoded.length > limit) {
      throw new ResponseTooLargeException(limit);
    }
    if (!isWhole) {
      throw malformed();
    }
    return decoded;
  }

  private static IOException malformed() {
    return new IOException("the compressed answer is malformed or was cut off");
  }

  /**
   * The members of a zipped body. The JDK takes what follows the last whole one for nothing, though
   * it may be the beginning of one more.
   */
  private static final class Members extends GZIPInputStream {
    private static final int TRAILER = 8;

    Members(byte[] body) throws IOException {
      // A buffer for all of it, so that what is left over is in one place.
      super(new ByteArrayInputStream(body), body.length);
    }

    /** Tells, once all is read, whether nothing follows the last member and its trailer. */
    boolean endWithTheBody() {
      return inf.getRemaining() == TRAILER;
    }
  }
}
