// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oura4j.model.DataType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a history folder contains.
 *
 * @param version the version of this description
 * @param writtenBy the version of this library that has written it
 * @param person a hash that stands for the person
 * @param format the format of the files, with its settings
 * @param dataTypes what the files of each data type cover, by path name
 * @param files the files of this history, by their path relative to the folder
 * @param pending the files that are complete, and are being moved over those of the same path. A
 *     path that is here may have either state
 */
record Manifest(
    @JsonProperty("manifest_version") int version,
    @JsonProperty("written_by") String writtenBy,
    @JsonProperty("person") String person,
    @JsonProperty("format") String format,
    @JsonProperty("data_types") SortedMap<String, Coverage> dataTypes,
    @JsonProperty("files") SortedMap<String, FileState> files,
    @JsonProperty("pending") SortedMap<String, FileState> pending) {
  static final String VERSION_PROPERTY = "manifest_version";
  static final int VERSION = 1;

  Manifest {
    Objects.requireNonNull(writtenBy, "writtenBy must not be null");
    Objects.requireNonNull(person, "person must not be null");
    Objects.requireNonNull(format, "format must not be null");
    dataTypes = copy(dataTypes);
    files = copy(files);
    pending = copy(pending);
    Stream.concat(files.keySet().stream(), pending.keySet().stream())
        .forEach(Manifest::checkRelative);
  }

  private static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
    map.values().forEach(value -> Objects.requireNonNull(value, "a value must not be null"));
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** Refuses what is no path, or leads out of the folder. */
  private static void checkRelative(String path) {
    Path relative = Path.of(path);
    if (relative.isAbsolute()
        || relative.startsWith("..")
        || !relative.normalize().equals(relative)) {
      throw new IllegalArgumentException("a path must be a relative one within the folder");
    }
  }

  static Manifest empty(String writtenBy, String person, DocumentFormat format) {
    return new Manifest(
        VERSION,
        writtenBy,
        person,
        format.toString(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  Coverage coverage(DataType dataType) {
    return dataTypes.getOrDefault(dataType.pathName(), Coverage.NONE);
  }

  Manifest withCoverage(DataType dataType, UnaryOperator<Coverage> change) {
    SortedMap<String, Coverage> changed = new TreeMap<>(dataTypes);
    changed.put(dataType.pathName(), change.apply(coverage(dataType)));
    return new Manifest(version, writtenBy, person, format, changed, files, pending);
  }

  Manifest withPending(Map<String, FileState> replacements) {
    return new Manifest(
        version, writtenBy, person, format, dataTypes, files, new TreeMap<>(replacements));
  }

  /** Returns this manifest without pending files, of which some have become files. */
  Manifest withCompleted(Map<String, FileState> moved) {
    SortedMap<String, FileState> changed = new TreeMap<>(files);
    changed.putAll(moved);
    return new Manifest(version, writtenBy, person, format, dataTypes, changed, new TreeMap<>());
  }

  Manifest withoutFiles(Set<String> paths) {
    SortedMap<String, FileState> changed = new TreeMap<>(files);
    changed.keySet().removeAll(paths);
    return new Manifest(version, writtenBy, person, format, dataTypes, changed, pending);
  }
}
