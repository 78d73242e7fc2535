// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

/**
 * How much the sleeper moved in one step of a night, as Oura writes it in one character.
 *
 * <p>A character that Oura adds later is kept and answers {@link Known#UNKNOWN}.
 *
 * @param code the character as Oura sends it
 */
public record Movement(char code) {
  /** No motion. */
  public static final Movement NO_MOTION = new Movement('1');

  /** Restless. */
  public static final Movement RESTLESS = new Movement('2');

  /** Tossing and turning. */
  public static final Movement TOSSING_AND_TURNING = new Movement('3');

  /** Active. */
  public static final Movement ACTIVE = new Movement('4');

  /**
   * Returns the movement that a character stands for.
   *
   * @param code the character as Oura sends it
   * @return the constant, or an instance that carries the character when it is unknown
   */
  public static Movement of(char code) {
    return switch (code) {
      case '1' -> NO_MOTION;
      case '2' -> RESTLESS;
      case '3' -> TOSSING_AND_TURNING;
      case '4' -> ACTIVE;
      default -> new Movement(code);
    };
  }

  /**
   * Returns the movement as an enum to switch on.
   *
   * @return the movement; {@link Known#UNKNOWN} for a character that stands for none
   */
  public Known known() {
    return switch (code) {
      case '1' -> Known.NO_MOTION;
      case '2' -> Known.RESTLESS;
      case '3' -> Known.TOSSING_AND_TURNING;
      case '4' -> Known.ACTIVE;
      default -> Known.UNKNOWN;
    };
  }

  /** Tells the name of the movement; of an unknown one the character too. */
  @Override
  public String toString() {
    return known() == Known.UNKNOWN ? "UNKNOWN(" + code + ")" : known().name();
  }

  /** The movements that are known. */
  public enum Known {
    /** See {@link Movement#NO_MOTION}. */
    NO_MOTION,
    /** See {@link Movement#RESTLESS}. */
    RESTLESS,
    /** See {@link Movement#TOSSING_AND_TURNING}. */
    TOSSING_AND_TURNING,
    /** See {@link Movement#ACTIVE}. */
    ACTIVE,
    /** A movement that Oura added later: {@link Movement#code()} tells its character. */
    UNKNOWN
  }
}
