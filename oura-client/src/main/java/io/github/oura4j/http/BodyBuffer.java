// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Collects the bytes of a body up to a size limit, in an array that need not be copied to grow if
 * the expected size is right.
 */
final class BodyBuffer {
  /** More than a page of Oura's has: not more is allocated only because a header says so. */
  private static final int MAX_EXPECTED = 1 << 20;

  private static final int MIN_GROWTH = 8_192;

  /** While an inflater works, the garbage collector may have to wait. */
  private static final int MAX_INFLATED_AT_ONCE = 16_384;

  private final int limit;
  private final byte[] singleByte = new byte[1];
  private byte[] bytes;
  private int size;

  /**
   * Creates an empty buffer.
   *
   * @param expected the expected size of the body, which may be wrong
   * @param limit the maximum size of the body
   */
  BodyBuffer(long expected, int limit) {
    this.limit = limit;
    this.bytes = new byte[(int) Math.max(0, Math.min(expected, Math.min(limit, MAX_EXPECTED)))];
  }

  /** Adds all bytes that remain in a JDK buffer. */
  void add(ByteBuffer buffer) throws ResponseTooLargeException {
    int length = buffer.remaining();
    if (length > limit - size) {
      throw new ResponseTooLargeException(limit);
    }
    ensureCapacity(size + length);
    buffer.get(bytes, size, length);
    size += length;
  }

  /**
   * Adds bytes that an inflater decompresses.
   *
   * @param checksum is updated with these bytes
   * @return how many were added, 0 if there are none left
   */
  int add(Inflater inflater, Checksum checksum)
      throws DataFormatException, ResponseTooLargeException {
    int start = size;
    if (size < bytes.length) {
      size += inflater.inflate(bytes, size, Math.min(bytes.length - size, MAX_INFLATED_AT_ONCE));
    } else if (inflater.inflate(singleByte) > 0) {
      add(ByteBuffer.wrap(singleByte));
    }
    checksum.update(bytes, start, size - start);
    return size - start;
  }

  private void ensureCapacity(int capacity) {
    if (capacity > bytes.length) {
      long grown = Math.min(Math.max(2L * bytes.length, MIN_GROWTH), limit);
      bytes = Arrays.copyOf(bytes, (int) Math.max(grown, capacity));
    }
  }

  /** Returns all bytes. Nothing may be added afterward, because the array may be the buffer's. */
  byte[] toArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
