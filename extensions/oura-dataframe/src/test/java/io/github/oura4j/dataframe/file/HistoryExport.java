// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.History;
import io.github.oura4j.sync.HistoryReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;

/** The process of {@link KilledExportTest}: prints a line before each operation on files. */
final class HistoryExport {
  static final Instant NOW = Instant.parse("2026-03-21T12:00:00Z");
  static final LocalDate SINCE = LocalDate.of(2026, 1, 20);
  static final Set<DataType> TYPES =
      Set.of(
          DataType.PERSONAL_INFO,
          DataType.SLEEP,
          DataType.DAILY_ACTIVITY,
          DataType.REST_MODE_PERIOD,
          DataType.RING_BATTERY_LEVEL);

  private HistoryExport() {}

  /** Takes the base URL, the access token, the folder, and the extension of the format. */
  public static void main(String[] args) {
    DocumentFormat format =
        Stream.of(DocumentFormat.ndjson(), DocumentFormat.csv(), DocumentFormat.parquet())
            .filter(each -> each.extension().equals(args[3]))
            .findFirst()
            .orElseThrow();
    update(args[0], args[1], Path.of(args[2]), format, System.out::println);
  }

  static void update(
      String baseUrl, String token, Path path, DocumentFormat format, Runnable beforeOperation) {
    try (OuraClient client =
            OuraClient.builder()
                .baseUrl(baseUrl)
                .credentials(Credentials.token(token))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .zone(ZoneOffset.UTC)
                .build();
        HistoryFolder folder =
            HistoryFolder.open(path, format, "me", new FolderFiles(beforeOperation))) {
      HistoryReport report =
          History.builder(client, folder).types(TYPES).since(SINCE).build().update();
      if (!report.isComplete()) {
        throw new IllegalStateException(report.toString());
      }
    }
  }
}
