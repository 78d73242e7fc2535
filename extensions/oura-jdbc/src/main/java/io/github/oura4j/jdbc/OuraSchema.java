// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.jdbc.internal.SqlFailure;
import io.github.oura4j.jdbc.internal.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The tables of oura4j in PostgreSQL 15 or newer. They are in the schema {@code oura4j} of the
 * database, whatever the search path of a connection is.
 *
 * <p>The schema is made by SQL files with versions, {@code oura4j-schema/V1__tokens.sql} and so on
 * in the jar of this module. Either this class applies them, or a migration tool does, such as
 * Flyway with the location {@code classpath:oura4j-schema} and a history table of its own. Each
 * file records its version in {@code oura4j.schema_version}. A file is never changed after its
 * release.
 */
public final class OuraSchema {
  private static final List<String> FILES =
      List.of("V1__tokens.sql", "V2__limiter.sql", "V3__ledger.sql");

  private static final int OLDEST_SERVER = 150_000;

  /** A file may take long if a table is large, and nobody else waits for the connection. */
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private static final String APPLY =
      "Apply the schema with OuraSchema.apply, or the files oura4j-schema/V*.sql of oura-jdbc with"
          + " your migration tool.";

  private OuraSchema() {}

  /**
   * Creates the schema, or brings it to the version of this library, in one transaction. Processes
   * that do so at the same time wait for each other. Nothing happens if the schema is there.
   *
   * @param dataSource connects to the database as a role that may create schemas and tables
   * @throws SchemaException if the database cannot be reached, is not suitable, or has the schema
   *     of a newer version; nothing was changed
   */
  public static void apply(DataSource dataSource) {
    try (Transaction transaction = Transaction.begin(dataSource, TIMEOUT)) {
      Connection connection = transaction.connection();
      refuse(serverProblem(connection));
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(hashtextextended('oura4j schema', 0))");
        SortedSet<Integer> applied = appliedVersions(connection);
        refuse(newerVersion(applied));
        for (String file : FILES) {
          if (!applied.contains(version(file))) {
            statement.execute(content(file));
          }
        }
      }
      transaction.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Checks that the server and the schema are those that this library needs. The classes of this
   * package do the same when they are first used; call this method to find out when a program
   * starts.
   *
   * @param dataSource connects to the database
   * @throws SchemaException if the database cannot be reached, is not suitable, or has no schema or
   *     that of another version
   */
  public static void check(DataSource dataSource) {
    try (Transaction transaction = Transaction.begin(dataSource, Database.TIMEOUT)) {
      refuse(problem(transaction.connection()));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Returns what is wrong with the server or the schema, and what to do. */
  static Optional<String> problem(Connection connection) throws SQLException {
    Optional<String> server = serverProblem(connection);
    return server.isPresent() ? server : versionProblem(appliedVersions(connection));
  }

  private static Optional<String> serverProblem(Connection connection) throws SQLException {
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

  private static SortedSet<Integer> appliedVersions(Connection connection) throws SQLException {
    SortedSet<Integer> versions = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      if (!hasVersionTable(statement)) {
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

  private static boolean hasVersionTable(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select to_regclass('oura4j.schema_version') is not null")) {
      row.next();
      return row.getBoolean(1);
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

  private static Optional<String> newerVersion(SortedSet<Integer> applied) {
    return applied.isEmpty() || applied.last() <= versions().last()
        ? Optional.empty()
        : Optional.of(
            "The schema oura4j of the database has version "
                + applied.last()
                + ", which is newer than the version "
                + versions().last()
                + " of this program. Update oura4j in this program.");
  }

  private static SortedSet<Integer> versions() {
    return FILES.stream().map(OuraSchema::version).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the version in a file's name, such as 1 in {@code V1__tokens.sql}. */
  private static int version(String file) {
    return Integer.parseInt(file.substring(1, file.indexOf("__")));
  }

  private static String content(String file) {
    try (InputStream stream = OuraSchema.class.getResourceAsStream("/oura4j-schema/" + file)) {
      if (stream == null) {
        throw new IllegalStateException("The jar of oura-jdbc contains no " + file + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(Optional<String> problem) {
    if (problem.isPresent()) {
      throw new SchemaException(problem.get());
    }
  }

  private static SchemaException failure(SQLException e) {
    return new SchemaException(
        SqlFailure.isUnavailable(e)
            ? "The database cannot be reached ("
                + SqlFailure.reason(e)
                + "). Check that it is running, and the URL, role and password of the DataSource."
            : "The schema oura4j cannot be read or created ("
                + SqlFailure.reason(e)
                + "). Nothing was changed. Check the rights of the role of the DataSource.");
  }
}
