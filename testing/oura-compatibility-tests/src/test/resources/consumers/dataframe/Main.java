// SPDX-License-Identifier: Apache-2.0
package consumer.dataframe;

import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.dataframe.file.DocumentWriter;
import io.github.oura4j.model.DailySleep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dflib.DataFrame;

/** Writes a Parquet file to the folder in the argument, and reads it into a frame. */
public final class Main {
  private Main() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0], "daily_sleep.parquet");
    try (DocumentWriter<DailySleep> writer =
        DocumentFormat.parquet().writer(DailySleep.class, Files.newOutputStream(file))) {
      writer.write(DailySleep.builder().id("a").score(81).build());
    }
    DataFrame frame = OuraFrames.read(file, DailySleep.class);
    System.out.printf(
        "%s row, %s columns, score %s%n",
        frame.height(), frame.width(), frame.getColumn("score").get(0));
  }
}
