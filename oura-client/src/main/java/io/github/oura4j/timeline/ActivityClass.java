// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

/**
 * How active the person was in one step of a day, as Oura writes it in one character.
 *
 * <p>A character that Oura adds later is kept and answers {@link Known#UNKNOWN}.
 *
 * @param code the character as Oura sends it
 */
public record ActivityClass(char code) {
  /** The ring was not worn. */
  public static final ActivityClass NON_WEAR = new ActivityClass('0');

  /** Rest, asleep or awake. */
  public static final ActivityClass REST = new ActivityClass('1');

  /** Inactive, as when sitting. */
  public static final ActivityClass INACTIVE = new ActivityClass('2');

  /** Low activity, such as household work. */
  public static final ActivityClass LOW = new ActivityClass('3');

  /** Medium activity, such as a brisk walk. */
  public static final ActivityClass MEDIUM = new ActivityClass('4');

  /** High activity, such as running. */
  public static final ActivityClass HIGH = new ActivityClass('5');

  /**
   * Returns the activity class that a character stands for.
   *
   * @param code the character as Oura sends it
   * @return the constant, or an instance that carries the character when it is unknown
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
   * Returns the activity class as an enum to switch on.
   *
   * @return the class; {@link Known#UNKNOWN} for a character that stands for none
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

  /** Tells the name of the class; of an unknown one the character too. */
  @Override
  public String toString() {
    return known() == Known.UNKNOWN ? "UNKNOWN(" + code + ")" : known().name();
  }

  /** The activity classes that are known. */
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
    /** A class that Oura added later: {@link ActivityClass#code()} tells its character. */
    UNKNOWN
  }
}
