// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.json.OuraJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Reads, checks and writes the manifest of a history folder.
 *
 * @param layout where it is
 * @param files writes it
 */
record ManifestFile(FolderLayout layout, FolderFiles files) {
  /** The texts of all formats; those of CSV have the settings that differ from its defaults. */
  private static final Pattern FORMAT = Pattern.compile("ndjson|parquet|csv[a-z ]{0,100}");

  private static final String NOTHING_CHANGED = " No file was changed. ";

  /** Returns the manifest of the person's history; an empty one if there is none yet. */
  Manifest read(String person) throws IOException {
    String hash = Sha256.of("oura4j history of " + person);
    Path file = layout.manifest();
    if (!Files.exists(file)) {
      return Manifest.empty(libraryVersion(), hash, layout.format());
    }
    Manifest manifest = decode(Files.readString(file));
    if (!manifest.person().equals(hash)) {
      throw new HistoryFolderException(
          layout.folder()
              + " contains the history of another person."
              + NOTHING_CHANGED
              + "Use a folder of its own for each person.");
    }
    String format = layout.format().toString();
    if (!manifest.format().equals(format)) {
      throw new HistoryFolderException(
          layout.folder()
              + " contains a history in the format "
              + manifest.format()
              + ", not "
              + format
              + "."
              + NOTHING_CHANGED
              + "Use that format, or another folder.");
    }
    return new Manifest(
        Manifest.VERSION,
        libraryVersion(),
        hash,
        format,
        manifest.dataTypes(),
        manifest.files(),
        manifest.pending());
  }

  private Manifest decode(String json) {
    try {
      Object version = OuraJson.read(json, Map.class).get(Manifest.VERSION_PROPERTY);
      if (version instanceof Integer number && number != Manifest.VERSION) {
        throw new HistoryFolderException(
            layout.manifest()
                + " has the version "
                + number
                + ", but this version of oura4j knows only version "
                + Manifest.VERSION
                + "."
                + NOTHING_CHANGED
                + "Update oura4j, or use another folder.");
      }
      Manifest manifest = OuraJson.read(json, Manifest.class);
      if (FORMAT.matcher(manifest.format()).matches()) {
        return manifest;
      }
    } catch (OuraDecodingException e) {
      // Reported below, without values.
    }
    throw damaged();
  }

  private HistoryFolderException damaged() {
    return new HistoryFolderException(
        layout.manifest()
            + " is damaged, so that it is unknown what the folder contains."
            + NOTHING_CHANGED
            + "Restore it from a backup, or use another folder.");
  }

  void write(Manifest manifest) throws IOException {
    try (FolderFiles.NewFile file = files.create(layout.newManifest())) {
      file.write((OuraJson.write(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    files.move(layout.newManifest(), layout.manifest());
  }

  private static String libraryVersion() throws IOException {
    try (InputStream resource = ManifestFile.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (resource != null) {
        properties.load(resource);
      }
      return "oura4j " + properties.getProperty("version", "unknown");
    }
  }
}
