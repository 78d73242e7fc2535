// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.dataframe.file.DocumentReader;
import io.github.oura4j.dataframe.file.DocumentWriter;
import io.github.oura4j.dataframe.file.HistoryFolder;
import io.github.oura4j.dataframe.file.HistoryFolderException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything in oura-dataframe that reads input from outside, with malformed input. */
class DataFrameFuzzTest {
  private static final int INPUTS = 200;
  private static final String NIGHT =
      "{\"id\":\"a\",\"day\":\"2026-03-01\",\"bedtime_start\":\"2026-02-28T23:10:00+01:00\","
          + "\"latency\":7,\"average_breath\":14.5,\"type\":\"long_sleep\",\"note\":\"planted\","
          + "\"movement_30_sec\":\"1234\",\"heart_rate\":{\"interval\":300,\"items\":[61,null],"
          + "\"timestamp\":\"2026-02-28T23:10:00+01:00\"}}";

  @TempDir Path folder;

  @Test
  void ndjson_malformed_isReadOrRejected() throws Exception {
    new FuzzTarget(
            "ndjson",
            List.of((NIGHT + "\n\n" + NIGHT + "\n").getBytes(UTF_8)),
            List.of(IOException.class),
            content -> readAll(folder.resolve("sleep.ndjson"), content))
        .run(INPUTS);
  }

  @Test
  void parquet_malformed_isReadOrRejected() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DocumentWriter<SleepPeriod> writer =
        DocumentFormat.parquet().writer(SleepPeriod.class, file)) {
      for (int i = 0; i < 3; i++) {
        writer.write(OuraJson.read(NIGHT, SleepPeriod.class));
      }
    }
    new FuzzTarget(
            "parquet",
            List.of(file.toByteArray()),
            List.of(IOException.class),
            content -> readAll(folder.resolve("sleep.parquet"), content))
        .run(INPUTS);
  }

  private static void readAll(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    try (DocumentReader<SleepPeriod> reader = DocumentReader.open(file, SleepPeriod.class)) {
      while (reader.read().isPresent()) {
        // Reads to the end.
      }
    }
  }

  /** Documents with hostile values can be put into data frames and files of every format. */
  @Test
  void documents_withHostileValues_areWritten() throws Exception {
    new FuzzTarget(
            "documents",
            List.of(NIGHT.getBytes(UTF_8)),
            List.of(OuraException.class),
            FuzzTarget.ofText(
                text -> {
                  SleepPeriod night = OuraJson.read(text, SleepPeriod.class);
                  OuraFrames.of(List.of(night), SleepPeriod.class);
                  for (DocumentFormat format :
                      List.of(
                          DocumentFormat.ndjson(),
                          DocumentFormat.csv(),
                          DocumentFormat.parquet())) {
                    try (DocumentWriter<SleepPeriod> writer =
                        format.writer(SleepPeriod.class, OutputStream.nullOutputStream())) {
                      writer.write(night);
                    }
                  }
                }))
        .run(INPUTS);
  }

  @Test
  void historyFolder_withMalformedManifest_isOpenedOrRejected() throws Exception {
    HistoryWindow window =
        HistoryWindow.days(DataType.SLEEP, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 3));
    try (HistoryFolder history = HistoryFolder.open(folder, DocumentFormat.ndjson(), "a")) {
      history.replace(window, List.of(OuraJson.read(NIGHT, SleepPeriod.class)));
      history.commit(DataType.SLEEP, List.of(window));
      history.save(List.of(new FetchedWindow(window, 1, Instant.EPOCH, LocalDate.of(2026, 3, 2))));
    }
    byte[] rows = Files.readAllBytes(folder.resolve("sleep.ndjson"));
    Path manifest = folder.resolve("oura-history.json");
    new FuzzTarget(
            "manifest",
            List.of(Files.readAllBytes(manifest)),
            List.of(HistoryFolderException.class),
            content -> {
              Files.write(manifest, content);
              Files.write(folder.resolve("sleep.ndjson"), rows);
              try (HistoryFolder history =
                  HistoryFolder.open(folder, DocumentFormat.ndjson(), "a")) {
                history.files(DataType.SLEEP);
                history.settled(DataType.SLEEP);
              }
            })
        .run(INPUTS);
  }
}
