// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.DataType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * The process of {@link HistoryMemoryTest}: downloads heart rate, and prints the number of rows.
 */
final class HistoryDownload {
  private HistoryDownload() {}

  /** Takes the base URL, the access token, the first and the last day, and the kind of sink. */
  public static void main(String[] args) {
    HistorySink sink = args[4].equals("memory") ? new MemoryHistorySink() : new ForgetfulSink();
    try (OuraClient client =
        OuraClient.builder()
            .baseUrl(args[0])
            .credentials(Credentials.token(args[1]))
            .zone(ZoneOffset.UTC)
            .build()) {
      HistoryReport report =
          History.builder(client, sink)
              .types(Set.of(DataType.HEART_RATE))
              .since(LocalDate.parse(args[2]))
              .until(LocalDate.parse(args[3]))
              .parallelism(2)
              .build()
              .update();
      System.out.println(report.results().get(0).rows() + " rows");
    }
  }

  /** Stores nothing. */
  private static final class ForgetfulSink implements HistorySink {
    @Override
    public void replace(HistoryWindow window, List<?> rows) {}

    @Override
    public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
      return HistoryChanges.NONE;
    }
  }
}
