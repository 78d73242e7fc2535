// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.Checkpoint;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.History;
import io.github.oura4j.sync.HistoryChanges;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.HistoryWindow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A folder that keeps a person's history as NDJSON, CSV or Parquet files, for a {@link History}: it
 * stores the rows, and remembers what was fetched.
 *
 * <pre>{@code
 * String person = client.personalInfo().get().id();
 * try (HistoryFolder folder = HistoryFolder.open(path, DocumentFormat.parquet(), person)) {
 *   History.builder(client, folder).since(since).build().update();
 * }
 * }</pre>
 *
 * <p><b>Files.</b> Documents of a data type are one file, such as {@code sleep.parquet}, ordered by
 * day. Samples are one file for each UTC month, such as {@code heartrate/2026-03.parquet}, ordered
 * by time. The names are the path names of the data types in lower case. {@code oura-history.json}
 * is a manifest: which days the files cover, a hash that stands for the person, the format, and the
 * version of this library. The hidden folder {@code .oura-history} contains working files. Other
 * files in the folder are neither read nor changed.
 *
 * <p><b>Crashes.</b> A file is written elsewhere, synced to disk and moved into place, so that it
 * is complete at any moment. If the process is killed, the next {@link #open} completes or discards
 * what was not finished; no row is lost, and none is stored twice.
 *
 * <p><b>Changes by others.</b> A file that another program has changed is not overwritten: {@link
 * #open} and {@link #commit} throw an exception. A file that was deleted is downloaded again.
 *
 * <p><b>Lock.</b> While a folder is open, no other process and no other instance can open it. The
 * lock ends with the process.
 *
 * <p>All errors are {@link HistoryFolderException}s. Safe for use by multiple threads, which take
 * turns.
 */
public final class HistoryFolder implements HistorySink, Checkpoint, AutoCloseable {
  private HistoryFolder() {}

  /**
   * Opens a folder, and creates it if it does not exist. Completes what a killed process has left.
   *
   * @param folder the folder; it may contain other files
   * @param format the format of the files, with the same settings each time
   * @param person the id of the person, as in {@code PersonalInfo.id()}, or another text that is
   *     always the same for this person and different for others. Only a hash of it is stored
   * @return the folder; close it after use
   * @throws HistoryFolderException if the folder cannot be written to, is open elsewhere, contains
   *     the history of another person, in another format or of a later version, or contains a file
   *     that another program has changed or that a file of this history would overwrite. Nothing
   *     was changed then
   */
  public static HistoryFolder open(Path folder, DocumentFormat format, String person) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Returns the files with the committed rows of a data type.
   *
   * @param dataType the data type
   * @return absolute paths, in the order of time; at most one unless it is a time series
   */
  public List<Path> files(DataType dataType) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void replace(HistoryWindow window, List<?> rows) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Collection<HistoryWindow> settled(DataType dataType) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void save(List<FetchedWindow> windows) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Releases the lock. Rows that were not committed are discarded. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("not written yet");
  }
}
