// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Code that reads input from outside, and what it may throw for malformed input.
 *
 * <p>The property {@code oura.fuzz.inputs} sets the number of inputs, to run a test for a long time
 * by hand, and {@code oura.fuzz.seed} the first seed.
 *
 * @param name what reads the input
 * @param validInputs inputs that are read without an exception
 * @param rejections the types of the exceptions that malformed input may cause
 * @param reader the code
 */
record FuzzTarget(
    String name,
    List<byte[]> validInputs,
    List<Class<? extends Exception>> rejections,
    InputReader reader) {

  /** A text in the values of valid inputs, but not in their names. No message may contain it. */
  static final String VALUE = "planted";

  private static final long FIRST_SEED = Long.getLong("oura.fuzz.seed", 0);
  private static final int MAX_MESSAGE_LENGTH = 2_000;
  private static final int MAX_PRINTED_LENGTH = 1_000;

  /** Reads an input. */
  @FunctionalInterface
  interface InputReader {
    void read(byte[] input) throws Exception;
  }

  /** A reader of texts. Malformed UTF-8 becomes lone surrogates. */
  static InputReader ofText(TextReader reader) {
    return input ->
        reader.read(new String(input, StandardCharsets.UTF_8).replace('\ufffd', '\ud83d'));
  }

  /** Reads a text. */
  @FunctionalInterface
  interface TextReader {
    void read(String input) throws Exception;
  }

  /** Reads the valid inputs, and as many malformed ones as the property says, or else this many. */
  void run(int defaultInputs) throws Exception {
    for (byte[] input : validInputs) {
      reader.read(input);
    }
    int inputs = Integer.getInteger("oura.fuzz.inputs", defaultInputs);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + inputs; seed++) {
      byte[] input = new InputMutator(validInputs, seed).next();
      try {
        reader.read(input);
      } catch (Throwable thrown) {
        check(thrown, seed, input);
      }
    }
  }

  private void check(Throwable thrown, long seed, byte[] input) {
    boolean isExpected = rejections.stream().anyMatch(type -> type.isInstance(thrown));
    for (Throwable cause = thrown; cause != null && isExpected; cause = cause.getCause()) {
      isExpected = isHarmless(String.valueOf(cause.getMessage()));
    }
    if (!isExpected) {
      String text = new String(input, StandardCharsets.ISO_8859_1);
      throw new AssertionError(
          "seed " + seed + ": " + text.substring(0, Math.min(text.length(), MAX_PRINTED_LENGTH)),
          thrown);
    }
  }

  /** Messages may contain the id of the document, whatever it is. */
  private static boolean isHarmless(String message) {
    return !message.replaceAll("\\(document [!-~]+\\)", "").contains(VALUE)
        && message.length() <= MAX_MESSAGE_LENGTH
        && message.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return name;
  }
}
