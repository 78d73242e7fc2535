// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

/** What a change means for the people behind it, from the worst to the most harmless. */
public enum Effect {
  /** A program that works today may not compile, or not do what it did. */
  BREAKS("would break users"),
  /** Nobody's program breaks, but somebody of the project has something to do. */
  NEEDS_A_WORD("needs a word"),
  COMPATIBLE("compatible");

  private final String words;

  Effect(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
