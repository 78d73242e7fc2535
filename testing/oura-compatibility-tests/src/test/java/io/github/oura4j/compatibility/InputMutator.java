// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes malformed inputs of valid ones: damages bytes, and replaces values by hostile ones. */
final class InputMutator {
  private static final int MAX_MUTATIONS = 4;

  /** Values of JSON, in which they replace others. */
  private static final List<String> VALUES =
      List.of(
          "1e99999999999",
          "-1e-99999999999",
          "1e2147483647",
          "1e-2147483648",
          "0e99999999999",
          "1e400",
          "-0",
          "-0.0",
          "9".repeat(30),
          "9".repeat(1_100),
          "0." + "3".repeat(1_100),
          "9223372036854775807",
          "-2147483649",
          "01",
          "NaN",
          "Infinity",
          "null",
          "true",
          "[]",
          "{}",
          "[null]",
          "{\"\":null}",
          "[".repeat(990) + "]".repeat(990),
          "[".repeat(5_000),
          "{\"a\":".repeat(990) + "0" + "}".repeat(990),
          "\"\"",
          "\" \"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u0000\\n\\r\"",
          "{\"\\ud83d\":1}",
          "\"+999999999-12-31\"",
          "\"-999999999-01-01\"",
          "\"9999-12-31\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999999999-18:00\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"2026-02-30\"",
          "\"2026-06-30T23:59:60Z\"",
          "\"2026-03-01T08:00:00[Europe/Berlin]\"",
          "\"PT1S\"",
          "\"" + "x".repeat(70_000) + "\"");

  /** Texts that are inserted anywhere. */
  private static final List<String> TEXTS =
      List.of(
          "%zz",
          "%",
          "%80%ff",
          "%00",
          "&",
          "=",
          "&&",
          "#",
          "?",
          "+",
          "\"",
          "'",
          "\\",
          "\\u",
          "\n",
          "\r\n",
          "\t",
          "\u0000",
          "\u007f",
          "\u0130",
          "\ufeff",
          "\ud83d\ude00",
          ":",
          ",",
          "{",
          "}",
          "[",
          "]",
          "-",
          "--",
          "e",
          "/",
          "..",
          "../..",
          "*/",
          "${x}",
          "<",
          "&amp;",
          "*a",
          "&a ",
          "!!java.net.URL ",
          "<<: ",
          "%YAML 9\n",
          "99999999999999999999");

  private final List<byte[]> valid;
  private final Random random;

  /**
   * Creates a mutator.
   *
   * @param valid the valid inputs
   * @param seed the number that decides which malformed inputs follow
   */
  InputMutator(List<byte[]> valid, long seed) {
    this.valid = valid;
    this.random = new Random(seed);
  }

  /** Returns another malformed input. */
  byte[] next() {
    byte[] input = pick(valid);
    for (int i = random.nextInt(MAX_MUTATIONS); i >= 0; i--) {
      input = mutate(input);
    }
    return input;
  }

  private byte[] mutate(byte[] input) {
    return switch (random.nextInt(16)) {
      case 0 -> withFlippedBits(input);
      case 1 -> Arrays.copyOf(input, position(input));
      case 2 -> Arrays.copyOfRange(input, position(input), input.length);
      case 3 -> replace(input, position(input), position(input), new byte[0]);
      case 4 -> withRepeatedPart(input);
      case 5 -> withPartOfAnother(input);
      case 6 -> insert(input, randomBytes());
      case 7, 8 -> insert(input, pick(TEXTS).getBytes(UTF_8));
      case 9 -> insert(input, pick(VALUES).getBytes(UTF_8));
      case 10 -> inAnotherEncoding(input);
      default -> withAnotherValue(input);
    };
  }

  private byte[] withFlippedBits(byte[] input) {
    byte[] flipped = input.clone();
    for (int i = random.nextInt(8); i >= 0 && flipped.length > 0; i--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] withRepeatedPart(byte[] input) {
    int start = position(input);
    byte[] part = Arrays.copyOfRange(input, start, Math.min(input.length, start + 40));
    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 2_000 : 4); i >= 0; i--) {
      repeated.writeBytes(part);
    }
    return insert(input, repeated.toByteArray());
  }

  private byte[] withPartOfAnother(byte[] input) {
    byte[] other = pick(valid);
    int start = position(other);
    return replace(
        input,
        position(input),
        position(input),
        Arrays.copyOfRange(other, start, start + random.nextInt(other.length - start + 1)));
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(8) + 1];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] inAnotherEncoding(byte[] input) {
    Charset[] charsets = {UTF_16LE, UTF_16BE, ISO_8859_1, Charset.forName("UTF-32BE")};
    return random.nextInt(6) == 0
        ? gzip(input)
        : new String(input, UTF_8).getBytes(charsets[random.nextInt(charsets.length)]);
  }

  private static byte[] gzip(byte[] input) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /** Replaces what follows a colon, an equals sign or a comma, up to the next of their kind. */
  private byte[] withAnotherValue(byte[] input) {
    int start = position(input);
    while (start < input.length && ":=,[".indexOf(input[start]) < 0) {
      start++;
    }
    int end = Math.min(input.length, start + 1);
    while (end < input.length && ",}]&\n".indexOf(input[end]) < 0) {
      end++;
    }
    return replace(input, Math.min(input.length, start + 1), end, pick(VALUES).getBytes(UTF_8));
  }

  private byte[] insert(byte[] input, byte[] part) {
    int at = position(input);
    return replace(input, at, at, part);
  }

  private static byte[] replace(byte[] input, int from, int to, byte[] part) {
    int start = Math.min(from, to);
    int end = Math.max(from, to);
    ByteArrayOutputStream replaced = new ByteArrayOutputStream();
    replaced.write(input, 0, start);
    replaced.writeBytes(part);
    replaced.write(input, end, input.length - end);
    return replaced.toByteArray();
  }

  private int position(byte[] input) {
    return random.nextInt(input.length + 1);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
