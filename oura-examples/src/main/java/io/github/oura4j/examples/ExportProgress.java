// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.sync.HistoryListener;
import io.github.oura4j.sync.HistoryProgress;
import io.github.oura4j.sync.HistoryResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints the progress of an export: on a terminal as one line that is overwritten, otherwise as one
 * line for each data type. Not safe for use by multiple threads at once.
 */
final class ExportProgress implements HistoryListener, AutoCloseable {
  private final PrintStream err;
  private final boolean isInteractive;
  private final List<String> ended = new ArrayList<>();
  private String line = "";

  ExportProgress(PrintStream err, boolean isInteractive) {
    this.err = err;
    this.isInteractive = isInteractive;
  }

  @Override
  public void onTypeEnd(HistoryResult result) {
    ended.add(
        String.format(
            Locale.ENGLISH,
            "%s: %,d rows, %s",
            result.dataType().pathName(),
            result.rows(),
            result.outcome().label()));
  }

  @Override
  public void onProgress(HistoryProgress progress) {
    String previous = line;
    line = describe(progress);
    if (isInteractive) {
      overwrite(previous);
    } else {
      printEnded(" (" + line + ")");
    }
  }

  private void printEnded(String suffix) {
    ended.forEach(type -> err.println(type + suffix));
    ended.clear();
  }

  private static String describe(HistoryProgress progress) {
    return String.format(
        Locale.ENGLISH,
        "%d of %d data types, %d of %d windows, %,d rows%s",
        progress.typesEnded(),
        progress.types(),
        progress.windowsEnded(),
        progress.windows(),
        progress.rows(),
        progress.estimatedTimeLeft().map(left -> ", about " + describe(left) + " left").orElse(""));
  }

  private static String describe(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return Math.max(1, seconds) + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 60 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }

  /** Prints the line over the previous one, with spaces over what would remain of it. */
  private void overwrite(String previous) {
    err.print("\r" + line + " ".repeat(Math.max(0, previous.length() - line.length())));
    err.flush();
  }

  /** Prints what is left, or removes the line from the terminal. */
  @Override
  public void close() {
    if (isInteractive) {
      String previous = line;
      line = "";
      overwrite(previous);
      overwrite("");
    } else {
      printEnded("");
    }
  }
}
