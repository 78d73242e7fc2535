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
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

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
  private final FolderLayout layout;
  private final FolderLock lock;
  private final FolderFiles files;
  private final HistoryTables tables;
  private final Map<HistoryWindow, StagedWindow> staged = new HashMap<>();
  private boolean isClosed;

  private HistoryFolder(
      FolderLayout layout, FolderLock lock, FolderFiles files, HistoryTables tables) {
    this.layout = layout;
    this.lock = lock;
    this.files = files;
    this.tables = tables;
  }

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
   *     that another program has changed or that a file of this history would overwrite. No file
   *     was changed then
   */
  public static HistoryFolder open(Path folder, DocumentFormat format, String person) {
    return open(folder, format, person, new FolderFiles(() -> {}));
  }

  /** Opens a folder, with what tests do between the operations. */
  static HistoryFolder open(Path folder, DocumentFormat format, String person, FolderFiles files) {
    Objects.requireNonNull(format, "format must not be null");
    Objects.requireNonNull(person, "person must not be null");
    try {
      Files.createDirectories(folder);
      return open(new FolderLayout(folder.toRealPath(), format), person, files);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static HistoryFolder open(FolderLayout layout, String person, FolderFiles files)
      throws IOException {
    FolderLock lock = FolderLock.acquire(layout.folder(), layout.lock());
    try {
      HistoryTables tables = HistoryTables.open(layout, files, person);
      return new HistoryFolder(layout, lock, files, tables);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Returns the files with the committed rows of a data type.
   *
   * @param dataType the data type
   * @return absolute paths, in the order of time; at most one unless it is a time series
   */
  public synchronized List<Path> files(DataType dataType) {
    return tables.of(dataType).stream()
        .map(table -> layout.resolve(layout.visible(table)))
        .toList();
  }

  /** Returns the files that rows can be read back from. */
  synchronized List<Path> readableFiles(DataType dataType) {
    return tables.of(dataType).stream()
        .map(table -> layout.resolve(layout.readable(table)))
        .toList();
  }

  @Override
  public void replace(HistoryWindow window, List<?> rows) {
    call(
        () -> {
          Path file = layout.staged().resolve(UUID.randomUUID() + ".ndjson");
          StagedWindow next = StagedWindow.write(window, rows, file, files.create(file));
          StagedWindow previous = staged.put(window, next);
          if (previous != null) {
            files.delete(previous.file());
          }
          return next;
        });
  }

  @Override
  public HistoryChanges commit(DataType dataType, List<HistoryWindow> windows) {
    return call(
        () -> {
          List<StagedWindow> rows = windows.stream().map(this::staged).toList();
          HistoryChanges changes = tables.merge(dataType, rows);
          for (StagedWindow window : rows) {
            staged.remove(window.window());
            files.delete(window.file());
          }
          return changes;
        });
  }

  private StagedWindow staged(HistoryWindow window) {
    StagedWindow rows = staged.get(window);
    if (rows == null) {
      throw new IllegalArgumentException(window + " was not replaced before its commit.");
    }
    return rows;
  }

  @Override
  public synchronized Collection<HistoryWindow> settled(DataType dataType) {
    return tables.manifest().coverage(dataType).settled().stream()
        .map(days -> days.window(dataType))
        .toList();
  }

  @Override
  public void save(List<FetchedWindow> windows) {
    DataType dataType = windows.get(0).window().dataType();
    call(() -> tables.save(dataType, coverage -> coverage.with(dataType, windows)));
  }

  @Override
  public void saveOutcome(DataType dataType, HistoryOutcome outcome, Instant at) {
    call(() -> tables.save(dataType, coverage -> coverage.with(outcome, at)));
  }

  /** Releases the lock. Rows that were not committed are discarded. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try (lock) {
      files.delete(layout.staged());
    } catch (IOException e) {
      throw failure(layout.folder(), e);
    }
  }

  /** Returns the folder and the format, but no data of the person. */
  @Override
  public String toString() {
    return "HistoryFolder[" + layout.folder() + ", " + layout.format() + "]";
  }

  /** An action that uses files. */
  @FunctionalInterface
  private interface FileAction<R> {
    R run() throws IOException;
  }

  private synchronized <R> R call(FileAction<R> action) {
    if (isClosed) {
      throw new IllegalStateException("The history folder " + layout.folder() + " is closed.");
    }
    try {
      return action.run();
    } catch (IOException e) {
      throw failure(layout.folder(), e);
    }
  }

  private static HistoryFolderException failure(Path folder, IOException e) {
    return new HistoryFolderException(
        "The history in "
            + folder
            + " cannot be read or written: "
            + reason(e)
            + ". All files are complete, and everything that was committed is safe. Free disk space"
            + " or use a folder that this program can write to, and run it again: it continues.");
  }

  /** Returns the operating system's reason, which contains paths but no values. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied for " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " is not a folder";
    }
    if (e instanceof FileSystemException && e.getMessage() != null) {
      return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
