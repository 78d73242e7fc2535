// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

/**
 * The phase of sleep in one step of a night, as Oura writes it in one character.
 *
 * <p>A character that Oura adds later is kept and answers {@link Known#UNKNOWN}.
 *
 * @param code the character as Oura sends it
 */
public record SleepPhase(char code) {
  /** Deep sleep. */
  public static final SleepPhase DEEP = new SleepPhase('1');

  /** Light sleep. */
  public static final SleepPhase LIGHT = new SleepPhase('2');

  /** REM sleep. */
  public static final SleepPhase REM = new SleepPhase('3');

  /** Awake in bed. */
  public static final SleepPhase AWAKE = new SleepPhase('4');

  /**
   * Returns the phase that a character stands for.
   *
   * @param code the character as Oura sends it
   * @return the constant, or an instance that carries the character when it is unknown
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
   * Returns the phase as an enum to switch on.
   *
   * @return the phase; {@link Known#UNKNOWN} for a character that stands for none
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

  /** Tells the name of the phase; of an unknown one the character too. */
  @Override
  public String toString() {
    return known() == Known.UNKNOWN ? "UNKNOWN(" + code + ")" : known().name();
  }

  /** The phases that are known. */
  public enum Known {
    /** See {@link SleepPhase#DEEP}. */
    DEEP,
    /** See {@link SleepPhase#LIGHT}. */
    LIGHT,
    /** See {@link SleepPhase#REM}. */
    REM,
    /** See {@link SleepPhase#AWAKE}. */
    AWAKE,
    /** A phase that Oura added later: {@link SleepPhase#code()} tells its character. */
    UNKNOWN
  }
}
