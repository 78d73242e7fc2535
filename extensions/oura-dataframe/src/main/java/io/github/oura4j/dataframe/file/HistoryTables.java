// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.dataframe.file.FolderLayout.Table;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistoryChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The tables of a history folder, and the manifest that describes them.
 *
 * <p>Files are replaced in three steps, each of which is durable before the next one: the new files
 * are written elsewhere; the manifest is written, in which they are pending; they are moved into
 * place. After a crash, {@link #completePending} does what is left of the third step.
 *
 * <p>Not safe for use by multiple threads.
 */
final class HistoryTables {
  private final FolderLayout layout;
  private final FolderFiles files;
  private final ManifestFile manifestFile;
  private Manifest manifest;

  private HistoryTables(
      FolderLayout layout, FolderFiles files, ManifestFile manifestFile, Manifest manifest) {
    this.layout = layout;
    this.files = files;
    this.manifestFile = manifestFile;
    this.manifest = manifest;
  }

  /** Opens the tables of a locked folder. */
  static HistoryTables open(FolderLayout layout, FolderFiles files, String person)
      throws IOException {
    ManifestFile manifestFile = new ManifestFile(layout, files);
    HistoryTables tables =
        new HistoryTables(layout, files, manifestFile, manifestFile.read(person));
    tables.completePending();
    for (DataType dataType : DataType.values()) {
      tables.checkFiles(dataType);
    }
    files.delete(layout.staged());
    files.delete(layout.replacements());
    return tables;
  }

  Manifest manifest() {
    return manifest;
  }

  /** Returns the tables of a data type, in the order of time. */
  List<Table> of(DataType dataType) {
    return layout.tables(dataType, manifest.files().keySet());
  }

  /** Changes what the manifest says about a data type. */
  Manifest save(DataType dataType, UnaryOperator<Coverage> change) throws IOException {
    write(manifest.withCoverage(dataType, change));
    return manifest;
  }

  private void write(Manifest next) throws IOException {
    manifestFile.write(next);
    manifest = next;
  }

  /** Merges windows into the files, durably. */
  HistoryChanges merge(DataType dataType, List<StagedWindow> staged) throws IOException {
    completePending();
    ChangeCount changes = new ChangeCount(staged, FolderLayout.hasMonths(dataType));
    Map<String, FileState> replacements = new LinkedHashMap<>();
    for (Table table : touched(dataType, staged)) {
      checkUnchanged(table);
      writeReplacements(table, dataType.documentType(), staged, changes, replacements);
    }
    if (!replacements.isEmpty()) {
      write(manifest.withPending(replacements));
      completePending();
    }
    return changes.changes();
  }

  private List<Table> touched(DataType dataType, List<StagedWindow> staged) {
    if (!FolderLayout.hasMonths(dataType)) {
      return List.of(new Table(dataType, null));
    }
    Set<YearMonth> months = new TreeSet<>();
    for (StagedWindow window : staged) {
      months.addAll(window.months());
      of(dataType).stream().map(Table::month).filter(window::touches).forEach(months::add);
    }
    return months.stream().map(month -> new Table(dataType, month)).toList();
  }

  private <T> void writeReplacements(
      Table table,
      Class<T> type,
      List<StagedWindow> staged,
      ChangeCount changes,
      Map<String, FileState> replacements)
      throws IOException {
    Map<String, FolderFiles.NewFile> written = new LinkedHashMap<>();
    List<DocumentWriter<T>> writers = new ArrayList<>();
    long rows;
    try (TableMerge<T> merge = new TableMerge<>(type, staged, table.month(), changes)) {
      if (manifest.files().containsKey(layout.readable(table))) {
        merge.addStored(layout.resolve(layout.readable(table)));
      }
      merge.addStaged();
      for (Map.Entry<String, DocumentFormat> file : layout.files(table).entrySet()) {
        FolderFiles.NewFile stream = files.create(layout.replacement(file.getKey()));
        written.put(file.getKey(), stream);
        writers.add(file.getValue().writer(type, stream));
      }
      rows = merge.writeTo(writers);
      for (DocumentWriter<T> writer : writers) {
        writer.close();
      }
    } finally {
      for (FolderFiles.NewFile stream : written.values()) {
        stream.close();
      }
    }
    for (Map.Entry<String, FolderFiles.NewFile> file : written.entrySet()) {
      replacements.put(file.getKey(), file.getValue().state(rows));
    }
  }

  /** Moves pending files into place, as far as that is not done yet. */
  private void completePending() throws IOException {
    Map<String, FileState> moved = new LinkedHashMap<>();
    for (Map.Entry<String, FileState> pending : manifest.pending().entrySet()) {
      Path target = layout.resolve(pending.getKey());
      Path replacement = layout.replacement(pending.getKey());
      if (pending.getValue().matches(replacement)) {
        // Both match if a process was killed after the move, and so was one that then wrote the
        // same rows again.
        if (exists(target) && !pending.getValue().matches(target)) {
          checkUnchanged(pending.getKey(), pending.getKey());
        }
        files.move(replacement, target);
      }
      if (pending.getValue().matches(target)) {
        moved.put(pending.getKey(), pending.getValue());
      }
    }
    manifest = manifest.withCompleted(moved);
  }

  /** Forgets tables that were deleted, and rejects files that others have changed or made. */
  private void checkFiles(DataType dataType) throws IOException {
    for (Table table : of(dataType)) {
      if (exists(layout.resolve(layout.visible(table)))) {
        checkUnchanged(table);
      } else {
        forget(table);
      }
    }
    for (Table table : layout.tables(dataType, existing(dataType))) {
      checkUnchanged(table);
    }
  }

  /** Returns the paths that files of a data type would have and that exist. */
  private List<String> existing(DataType dataType) throws IOException {
    if (!FolderLayout.hasMonths(dataType)) {
      String path = layout.visible(new Table(dataType, null));
      return exists(layout.resolve(path)) ? List.of(path) : List.of();
    }
    String name = layout.monthsFolder(dataType);
    Path months = layout.resolve(name);
    if (!exists(months)) {
      return List.of();
    }
    if (!Files.isDirectory(months)) {
      throw foreign(name);
    }
    try (Stream<Path> children = Files.list(months)) {
      return children.map(child -> name + "/" + child.getFileName()).toList();
    }
  }

  private void forget(Table table) {
    manifest = manifest.withoutFiles(layout.files(table).keySet());
    YearMonth month = table.month();
    manifest =
        manifest.withCoverage(
            table.dataType(), coverage -> month == null ? Coverage.NONE : coverage.without(month));
  }

  private void checkUnchanged(Table table) throws IOException {
    String visible = layout.visible(table);
    checkUnchanged(visible, visible);
    checkUnchanged(layout.readable(table), visible);
  }

  private void checkUnchanged(String path, String visible) throws IOException {
    Path file = layout.resolve(path);
    FileState known = manifest.files().get(path);
    if (known == null && exists(file) && !layout.isWorkingFile(path)) {
      throw foreign(path);
    }
    if (known != null && !known.matches(file)) {
      throw new HistoryFolderException(
          path
              + " in "
              + layout.folder()
              + (exists(file) ? " was changed by another program." : " was deleted.")
              + " No file was overwritten. Restore it, or move "
              + visible
              + " out of the folder, and run this program again: it downloads the rows again.");
    }
  }

  private HistoryFolderException foreign(String path) {
    return new HistoryFolderException(
        path
            + " in "
            + layout.folder()
            + " does not belong to the history of this folder, which would overwrite it. No file"
            + " was changed. Move it to another folder, or use another folder for the history.");
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
