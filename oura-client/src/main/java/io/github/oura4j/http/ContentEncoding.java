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
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
      decoded = unzipped.readNBytes(limit + 1);
    } catch (IOException e) {
      throw new IOException("the compressed answer is malformed or was cut off");
    }
    if (decoded.length > limit) {
      throw new AnswerTooLargeException(limit);
    }
    return decoded;
  }
}
