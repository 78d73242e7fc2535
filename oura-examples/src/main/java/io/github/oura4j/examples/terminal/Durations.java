// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations as text, such as {@code 7 h 29 min}. */
public final class Durations {
  private Durations() {}

  /** Returns a number of seconds in hours and minutes; null if there is none. */
  public static @Nullable String text(@Nullable Integer seconds) {
    if (seconds == null) {
      return null;
    }
    int minutes = Math.round(seconds / 60f);
    return minutes < 60
        ? minutes + " min"
        : String.format(Locale.ENGLISH, "%d h %02d min", minutes / 60, minutes % 60);
  }
}
