// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The versions of the schema, and what is wrong with that of a database. */
public final class Schema {
  private static final List<String> FILES =
      List.of("V1__tokens.sql", "V2__limiter.sql", "V3__ledger.sql");

  /** A table of each file, by version. */
  private static final Map<Integer, String> TABLES =
      Map.of(1, "oura4j.tokens", 2, "oura4j.permits", 3, "oura4j.person");

  private static final int OLDEST_SERVER = 150_000;

  private static final String APPLY =
      "Apply the schema with OuraSchema.apply, or the files oura4j-schema/V*.sql of oura-jdbc with"
          + " your migration tool.";

  private Schema() {}

  /** Returns what is wrong with the server or the schema, and what to do. */
  public static Optional<String> problem(Connection connection) throws SQLException {
    Optional<String> server = serverProblem(connection);
    if (server.isPresent()) {
      return server;
    }
    SortedSet<Integer> applied = appliedVersions(connection);
    Optional<String> unrecorded = unrecordedTables(connection, applied);
    return unrecorded.isPresent() ? unrecorded : versionProblem(applied);
  }

  /**
   * Returns what is wrong with a schema that has the tables of a file whose version is not
   * recorded.
   *
   * @param applied the versions that are recorded
   */
  public static Optional<String> unrecordedTables(Connection connection, Set<Integer> applied)
      throws SQLException {
    for (Map.Entry<Integer, String> table : TABLES.entrySet()) {
      int version = table.getKey();
      if (!applied.contains(version) && exists(connection, table.getValue())) {
        return Optional.of(
            "The table "
                + table.getValue()
                + " exists, but oura4j.schema_version has no row for its version, "
                + version
                + ". If all of the file V"
                + version
                + "__*.sql was applied, insert the version into oura4j.schema_version; otherwise,"
                + " restore the schema oura4j from a backup, or drop what the file creates.");
      }
    }
    return Optional.empty();
  }

  /** Returns why the server cannot be used. */
  public static Optional<String> serverProblem(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('server_version_num')::int,"
                    + " current_setting('server_encoding')")) {
      row.next();
      return serverProblem(row.getInt(1), row.getString(2));
    }
  }

  /**
   * Returns why a server cannot be used.
   *
   * @param version the server's version as a number, such as 150004
   * @param encoding the encoding of the database
   */
  static Optional<String> serverProblem(int version, String encoding) {
    if (version < OLDEST_SERVER) {
      return Optional.of(
          "The server is PostgreSQL "
              + version / 10_000
              + ", and oura4j needs version 15 or newer. Upgrade the server, or use another one.");
    }
    if (!encoding.equals("UTF8")) {
      return Optional.of(
          "The encoding of the database is "
              + encoding
              + ", and oura4j needs UTF8. Use a database that was created with encoding 'UTF8'.");
    }
    return Optional.empty();
  }

  /** Returns the versions of the files that were applied; none if there is no schema. */
  public static SortedSet<Integer> appliedVersions(Connection connection) throws SQLException {
    SortedSet<Integer> versions = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      if (!exists(connection, "oura4j.schema_version")) {
        return versions;
      }
      try (ResultSet rows = statement.executeQuery("select version from oura4j.schema_version")) {
        while (rows.next()) {
          versions.add(rows.getInt(1));
        }
      }
    }
    return versions;
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Returns why a schema with these versions cannot be used. */
  static Optional<String> versionProblem(SortedSet<Integer> applied) {
    Optional<String> newer = newerVersion(applied);
    if (newer.isPresent() || applied.equals(versions())) {
      return newer;
    }
    return Optional.of(
        applied.isEmpty()
            ? "The database has no schema oura4j. " + APPLY
            : "The schema oura4j of the database has version "
                + applied.last()
                + ", and this version of oura4j needs version "
                + versions().last()
                + ". "
                + APPLY);
  }

  /** Returns why a schema is too new for this library. */
  public static Optional<String> newerVersion(SortedSet<Integer> applied) {
    return applied.isEmpty() || applied.last() <= versions().last()
        ? Optional.empty()
        : Optional.of(
            "The schema oura4j of the database has version "
                + applied.last()
                + ", which is newer than the version "
                + versions().last()
                + " of this program. Update oura4j in this program.");
  }

  /** Returns the files that are still to be applied, in their order. */
  public static List<String> missingFiles(Set<Integer> applied) {
    return FILES.stream().filter(file -> !applied.contains(version(file))).toList();
  }

  private static SortedSet<Integer> versions() {
    return FILES.stream().map(Schema::version).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the version in a file's name, such as 1 in {@code V1__tokens.sql}. */
  private static int version(String file) {
    return Integer.parseInt(file.substring(1, file.indexOf("__")));
  }
}
