// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How compressed bodies of any size are decompressed, whatever they say about their size. */
class GzipMembersTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int LIMIT = 64 << 20;
  private static final int MEBIBYTE = 1 << 20;

  /** More than the objects around the arrays take. */
  private static final int OBJECTS = 20_000;

  private static byte[] text(int length) {
    StringBuilder text = new StringBuilder(length + 20);
    for (int i = 0; text.length() < length; i++) {
      text.append("{\"bpm\":").append(40 + i % 100).append("},");
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] gzip(byte[]... members) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] member : members) {
      GZIPOutputStream gzip = new GZIPOutputStream(file);
      gzip.write(member);
      gzip.finish();
    }
    return file.toByteArray();
  }

  /** Changes the size that the last four bytes state. */
  private static byte[] withStatedSize(byte[] file, int size) {
    byte[] changed = file.clone();
    for (int i = 0; i < 4; i++) {
      changed[file.length - 4 + i] = (byte) (size >> (8 * i));
    }
    return changed;
  }

  private static long allocatedToDecompress(byte[] file) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    byte[] decompressed = GzipMembers.decompress(file, LIMIT);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(decompressed).isNotEmpty();
    return allocated;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 8_191, 8_192, 8_193, 16_383, 16_384, 16_385, 100_000, 2_000_000})
  void decompress_returnsTextOfAnySizeUpToTheLimit(int size) throws Exception {
    byte[] text = text(size);

    assertThat(GzipMembers.decompress(gzip(text), LIMIT)).isEqualTo(text);
    assertThat(GzipMembers.decompress(gzip(text), Math.max(1, size))).isEqualTo(text);
    if (size > 1) {
      assertThatThrownBy(() -> GzipMembers.decompress(gzip(text), size - 1))
          .isInstanceOf(ResponseTooLargeException.class);
    }
  }

  @Test
  void decompress_ofMembersOfDifferentSizes_returnsThemAll() throws Exception {
    byte[] members = gzip(text(100_000), text(0), text(30_000), text(1));

    byte[] decompressed = GzipMembers.decompress(members, 130_001);

    assertThat(decompressed).hasSize(130_001);
    assertThat(Arrays.copyOf(decompressed, 100_000)).isEqualTo(text(100_000));
    assertThat(Arrays.copyOfRange(decompressed, 100_000, 130_000)).isEqualTo(text(30_000));
  }

  @Test
  void decompress_allocatesTheBodyOnce() throws Exception {
    byte[] file = gzip(text(852_000));
    allocatedToDecompress(file);

    assertThat(allocatedToDecompress(file)).isBetween(852_000L, 852_000L + OBJECTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, 0, 99_999, 100_001})
  void decompress_ofAFileWithAWrongSize_fails(int size) throws Exception {
    byte[] file = withStatedSize(gzip(text(100_000)), size);

    assertThatThrownBy(() -> GzipMembers.decompress(file, LIMIT))
        .isInstanceOf(DataFormatException.class);
  }

  @Test
  void decompress_ofASmallFileWithAHugeSize_allocatesLittle() throws Exception {
    byte[] file = withStatedSize(gzip(text(100)), -1);
    long before = THREADS.getCurrentThreadAllocatedBytes();

    assertThatThrownBy(() -> GzipMembers.decompress(file, LIMIT))
        .isInstanceOf(DataFormatException.class);

    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 9, 10, 17})
  void decompress_ofATruncatedFile_fails(int length) throws Exception {
    byte[] truncated = Arrays.copyOf(gzip(text(100)), length);

    assertThatThrownBy(() -> GzipMembers.decompress(truncated, LIMIT))
        .isInstanceOf(DataFormatException.class);
  }
}
