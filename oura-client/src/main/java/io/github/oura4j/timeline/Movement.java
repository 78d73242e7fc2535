// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

/**
 * How much the person moved during one 30-second step of a sleep period. Oura encodes it as one
 * character of {@code movement_30_sec}.
 *
 * <p>A character that this version does not know is preserved; {@link #known()} returns {@link
 * Known#UNKNOWN} for it.
 *
 * @param code the character that Oura sends
 */
public record Movement(char code) {
  /** No movement. */
  public static final Movement NO_MOTION = new Movement('1');

  /** Restless movement. */
  public static final Movement RESTLESS = new Movement('2');

  /** Tossing and turning. */
  public static final Movement TOSSING_AND_TURNING = new Movement('3');

  /** Active movement. */
  public static final Movement ACTIVE = new Movement('4');

  /**
   * Returns the movement that a character represents.
   *
   * @param code the character that Oura sends
   * @return one of the constants, or an instance with that character if it is unknown
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
   * Returns the movement as an enum constant, for use in a {@code switch}.
   *
   * @return the constant, or {@link Known#UNKNOWN} if the character is unknown
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

  /** Returns the name of the movement, with the character if it is unknown. */
  @Override
  public String toString() {
    return known() == Known.UNKNOWN ? "UNKNOWN(" + code + ")" : known().name();
  }

  /** The movements that this version knows. */
  public enum Known {
    /** See {@link Movement#NO_MOTION}. */
    NO_MOTION,
    /** See {@link Movement#RESTLESS}. */
    RESTLESS,
    /** See {@link Movement#TOSSING_AND_TURNING}. */
    TOSSING_AND_TURNING,
    /** See {@link Movement#ACTIVE}. */
    ACTIVE,
    /**
     * A movement that this version does not know; {@link Movement#code()} returns its character.
     */
    UNKNOWN
  }
}
