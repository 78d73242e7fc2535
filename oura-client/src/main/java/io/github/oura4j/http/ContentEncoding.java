// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.util.List;
import java.util.zip.DataFormatException;

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
    try {
      return GzipMembers.decompress(body, limit);
    } catch (DataFormatException e) {
      throw new IOException("the compressed response is malformed or truncated");
    }
  }
}
