// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

/**
 * The sleep phase during one step of a sleep period, also called sleep stage. Oura encodes it as
 * one character of {@code sleep_phase_30_sec} or {@code sleep_phase_5_min}.
 *
 * <p>A character that this version does not know is preserved; {@link #known()} returns {@link
 * Known#UNKNOWN} for it.
 *
 * @param code the character that Oura sends
 */
public record SleepPhase(char code) {
  /** Deep sleep. */
  public static final SleepPhase DEEP = new SleepPhase('1');

  /** Light sleep. */
  public static final SleepPhase LIGHT = new SleepPhase('2');

  /** REM sleep (rapid eye movement). */
  public static final SleepPhase REM = new SleepPhase('3');

  /** Awake, while in bed. */
  public static final SleepPhase AWAKE = new SleepPhase('4');

  /**
   * Returns the phase that a character represents.
   *
   * @param code the character that Oura sends
   * @return one of the constants, or an instance with that character if it is unknown
   */
  public static SleepPhase of(char code) {
    return switch (code) {
      case '1' -> DEEP;
      case '2' -> LIGHT;
      case '3' -> REM;
      case '4' -> AWAKE;
      default -> new SleepPhase(code);
    };
  }

  /**
   * Returns the phase as an enum constant, for use in a {@code switch}.
   *
   * @return the constant, or {@link Known#UNKNOWN} if the character is unknown
   */
  public Known known() {
    return switch (code) {
      case '1' -> Known.DEEP;
      case '2' -> Known.LIGHT;
      case '3' -> Known.REM;
      case '4' -> Known.AWAKE;
      default -> Known.UNKNOWN;
    };
  }

  /** Returns the name of the phase, with the character if it is unknown. */
  @Override
  public String toString() {
    return known() == Known.UNKNOWN ? "UNKNOWN(" + code + ")" : known().name();
  }

  /** The phases that this version knows. */
  public enum Known {
    /** See {@link SleepPhase#DEEP}. */
    DEEP,
    /** See {@link SleepPhase#LIGHT}. */
    LIGHT,
    /** See {@link SleepPhase#REM}. */
    REM,
    /** See {@link SleepPhase#AWAKE}. */
    AWAKE,
    /** A phase that this version does not know; {@link SleepPhase#code()} returns its character. */
    UNKNOWN
  }
}
