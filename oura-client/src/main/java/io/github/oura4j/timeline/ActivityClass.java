// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

/**
 * How active the person was during one five-minute step of a day. Oura encodes it as one character
 * of {@code class_5_min}.
 *
 * <p>A character that this version does not know is preserved; {@link #known()} returns {@link
 * Known#UNKNOWN} for it.
 *
 * @param code the character that Oura sends
 */
public record ActivityClass(char code) {
  /** The ring was not worn. */
  public static final ActivityClass NON_WEAR = new ActivityClass('0');

  /** Resting, asleep or awake. */
  public static final ActivityClass REST = new ActivityClass('1');

  /** Inactive, such as sitting. */
  public static final ActivityClass INACTIVE = new ActivityClass('2');

  /** Low activity, such as household work. */
  public static final ActivityClass LOW = new ActivityClass('3');

  /** Medium activity, such as a brisk walk. */
  public static final ActivityClass MEDIUM = new ActivityClass('4');

  /** High activity, such as running. */
  public static final ActivityClass HIGH = new ActivityClass('5');

  /**
   * Returns the activity class that a character represents.
   *
   * @param code the character that Oura sends
   * @return one of the constants, or an instance with that character if it is unknown
   */
  public static ActivityClass of(char code) {
    return switch (code) {
      case '0' -> NON_WEAR;
      case '1' -> REST;
      case '2' -> INACTIVE;
      case '3' -> LOW;
      case '4' -> MEDIUM;
      case '5' -> HIGH;
      default -> new ActivityClass(code);
    };
  }

  /**
   * Returns the activity class as an enum constant, for use in a {@code switch}.
   *
   * @return the constant, or {@link Known#UNKNOWN} if the character is unknown
   */
  public Known known() {
    return switch (code) {
      case '0' -> Known.NON_WEAR;
      case '1' -> Known.REST;
      case '2' -> Known.INACTIVE;
      case '3' -> Known.LOW;
      case '4' -> Known.MEDIUM;
      case '5' -> Known.HIGH;
      default -> Known.UNKNOWN;
    };
  }

  /** Returns the name of the class, with the character if it is unknown. */
  @Override
  public String toString() {
    return known() == Known.UNKNOWN ? "UNKNOWN(" + code + ")" : known().name();
  }

  /** The activity classes that this version knows. */
  public enum Known {
    /** See {@link ActivityClass#NON_WEAR}. */
    NON_WEAR,
    /** See {@link ActivityClass#REST}. */
    REST,
    /** See {@link ActivityClass#INACTIVE}. */
    INACTIVE,
    /** See {@link ActivityClass#LOW}. */
    LOW,
    /** See {@link ActivityClass#MEDIUM}. */
    MEDIUM,
    /** See {@link ActivityClass#HIGH}. */
    HIGH,
    /**
     * A class that this version does not know; {@link ActivityClass#code()} returns its character.
     */
    UNKNOWN
  }
}
