// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

/**
 * A number of a JSON text that no number type of Java can hold unchanged, such as {@code -0} or
 * {@code 1e99999999999}. Its text is the number as it was received.
 */
final class NumberLiteral extends Number {
  private static final long serialVersionUID = 1L;

  private final String text;

  NumberLiteral(String text) {
    this.text = text;
  }

  @Override
  public int intValue() {
    return (int) doubleValue();
  }

  @Override
  public long longValue() {
    return (long) doubleValue();
  }

  @Override
  public float floatValue() {
    return (float) doubleValue();
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberLiteral that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the text of the number. Jackson writes it unchanged. */
  @Override
  public String toString() {
    return text;
  }
}
