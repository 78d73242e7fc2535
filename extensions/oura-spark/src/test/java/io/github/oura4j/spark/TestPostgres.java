// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.jdbc.OuraSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Creates databases with the schema of oura4j, on the server that the system property {@code
 * oura4j.postgres} names, or on one that is started for this JVM.
 */
final class TestPostgres {
  private static final String PROPERTY = "oura4j.postgres";

  private TestPostgres() {}

  /** The URL of the server, or why there is none. */
  private record Server(String url, String problem) {
    static final Server STARTED = start();

    private static Server start() {
      String url = System.getProperty(PROPERTY);
      if (url != null) {
        return new Server(url, "");
      }
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        return new Server(postgres.getJdbcUrl("postgres", "postgres"), "");
      } catch (IOException | RuntimeException e) {
        return new Server(
            "",
            "Tests that need PostgreSQL are skipped: none could be started ("
                + e
                + "). Name one with -D"
                + PROPERTY
                + "=jdbc:postgresql://...");
      }
    }
  }

  /**
   * Creates a database, lets the connector of this JVM find its ledger there, and returns it. Skips
   * the test if there is no server, or fails it if CI is true.
   */
  static PGSimpleDataSource create() throws SQLException {
    Server server = Server.STARTED;
    if (!server.problem().isEmpty()) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(server.problem());
      }
      return Assumptions.abort(server.problem());
    }
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(server.url());
    String name = "oura4j_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " encoding 'UTF8' template template0");
    }
    dataSource.setDatabaseName(name);
    OuraSchema.apply(dataSource);
    System.setProperty(
        StudyConnector.DATABASE, server.url().replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"));
    return dataSource;
  }
}
