// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.data;

import io.github.oura4j.OuraClient;
import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.dataframe.file.HistoryFolder;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.History;
import io.github.oura4j.sync.HistoryListener;
import io.github.oura4j.sync.HistoryReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;

/**
 * Downloads a person's history into a folder of files, and keeps it up to date when it runs again.
 * A class to copy: it depends on no other class of the examples.
 *
 * @param folder the folder, which is created if it does not exist
 * @param format the format of the files
 * @param types the data types
 * @param since the first day
 * @param until the last day
 */
public record HistoryExport(
    Path folder, DocumentFormat format, Set<DataType> types, LocalDate since, LocalDate until) {

  /**
   * Runs the export. It can be interrupted or killed at any moment, and continues the next time.
   *
   * @param person what stands for the person, such as Oura's id
   */
  public HistoryReport run(OuraClient oura, String person, HistoryListener listener) {
    try (HistoryFolder files = HistoryFolder.open(folder, format, person)) {
      return History.builder(oura, files)
          .types(types)
          .since(since)
          .until(until)
          .listener(listener)
          .build()
          .update();
    }
  }
}
