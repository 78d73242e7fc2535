// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.jdbc.internal.Database;
import io.github.oura4j.jdbc.internal.Schema;
import io.github.oura4j.jdbc.internal.SqlFailure;
import io.github.oura4j.jdbc.internal.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
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
  /** A file may take long if a table is large, and nobody else waits for the connection. */
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

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
    requireNotNull(dataSource);
    try (Transaction transaction = Transaction.begin(dataSource, TIMEOUT)) {
      Connection connection = transaction.connection();
      refuse(Schema.serverProblem(connection));
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(hashtextextended('oura4j schema', 0))");
        SortedSet<Integer> applied = Schema.appliedVersions(connection);
        refuse(Schema.newerVersion(applied));
        refuse(Schema.unrecordedTables(connection, applied));
        for (String file : Schema.missingFiles(applied)) {
          statement.execute(content(file));
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
    requireNotNull(dataSource);
    try (Transaction transaction = Transaction.begin(dataSource, Database.TIMEOUT)) {
      refuse(Schema.problem(transaction.connection()));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void requireNotNull(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource must not be null");
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
                + "). Nothing was changed. Check the database, the role and the password of the"
                + " DataSource, and the rights of the role.");
  }
}
