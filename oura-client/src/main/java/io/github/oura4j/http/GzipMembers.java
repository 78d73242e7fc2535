// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the members of a gzip file (RFC 1952), one after the other.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is no alternative: it calls itself for each empty
 * member, so that some thousand of them overflow the stack, and it ignores bytes after the last
 * complete member, although they can be the start of another one that was truncated.
 */
final class GzipMembers {
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA_FIELD = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xE0;

  /** How many bytes a compressed byte can stand for, rounded up. */
  private static final long MAX_RATIO = 1_040;

  private final byte[] compressed;
  private final BodyBuffer decompressed;
  private int position;

  private GzipMembers(byte[] compressed, int limit) {
    this.compressed = compressed;
    this.decompressed = new BodyBuffer(expectedSize(compressed), limit);
  }

  /**
   * Returns the size that the end of the file states for its last member, which usually is the only
   * one, but not more than any compressed data of this length can contain.
   */
  private static long expectedSize(byte[] compressed) {
    long size = 0;
    for (int i = 1; i <= Integer.BYTES && i <= compressed.length; i++) {
      size = (size << 8) | (compressed[compressed.length - i] & 0xFF);
    }
    return Math.min(size, compressed.length * MAX_RATIO);
  }

  /**
   * Decompresses a file.
   *
   * @param compressed the complete file
   * @param limit the maximum number of decompressed bytes
   * @throws DataFormatException if the file is malformed or truncated
   * @throws ResponseTooLargeException if there are more decompressed bytes
   */
  static byte[] decompress(byte[] compressed, int limit)
      throws DataFormatException, ResponseTooLargeException {
    GzipMembers members = new GzipMembers(compressed, limit);
    Inflater inflater = new Inflater(true);
    try {
      do {
        members.readMember(inflater);
      } while (members.position < compressed.length);
    } finally {
      inflater.end();
    }
    return members.decompressed.toArray();
  }

  private void readMember(Inflater inflater) throws DataFormatException, ResponseTooLargeException {
    skipHeader();
    inflater.reset();
    inflater.setInput(compressed, position, compressed.length - position);
    CRC32 checksum = new CRC32();
    while (!inflater.finished()) {
      if (decompressed.add(inflater, checksum) == 0 && !inflater.finished()) {
        throw new DataFormatException();
      }
    }
    position = compressed.length - inflater.getRemaining();
    long trailer = checksum.getValue() | (inflater.getBytesWritten() << 32);
    if (take(TRAILER_BYTES) != trailer) {
      throw new DataFormatException();
    }
  }

  private void skipHeader() throws DataFormatException {
    int start = position;
    boolean isGzip = take(2) == 0x8B1F && take(1) == DEFLATE;
    int flags = (int) take(1);
    if (!isGzip || (flags & RESERVED) != 0) {
      throw new DataFormatException();
    }
    take(HEADER_BYTES - 4);
    if ((flags & HAS_EXTRA_FIELD) != 0) {
      skip((int) take(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      CRC32 checksum = new CRC32();
      checksum.update(compressed, start, position - start);
      if (take(2) != (checksum.getValue() & 0xFFFF)) {
        throw new DataFormatException();
      }
    }
  }

  private void skipText() throws DataFormatException {
    while (take(1) != 0) {
      // The text ends with a zero byte.
    }
  }

  private void skip(int count) throws DataFormatException {
    if (count > compressed.length - position) {
      throw new DataFormatException();
    }
    position += count;
  }

  /** Reads an unsigned little-endian number of up to eight bytes. */
  private long take(int count) throws DataFormatException {
    int start = position;
    skip(count);
    long number = 0;
    for (int i = count - 1; i >= 0; i--) {
      number = (number << 8) | (compressed[start + i] & 0xFF);
    }
    return number;
  }
}
