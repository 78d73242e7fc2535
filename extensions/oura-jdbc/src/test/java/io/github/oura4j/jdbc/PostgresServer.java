// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL server of the tests: the one of the system property {@code oura4j.postgres}, a
 * JDBC URL of a role that may create databases, or else one that is started for this JVM and ends
 * with it.
 */
final class PostgresServer {
  private static final String PROPERTY = "oura4j.postgres";

  private final String url;

  private PostgresServer(String url) {
    this.url = url;
  }

  /** Returns the server, and skips the test if there is none, or fails it if CI is true. */
  static PostgresServer get() {
    Start start = Start.RESULT;
    if (start.server().isPresent()) {
      return start.server().get();
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(start.problem());
    }
    return Assumptions.abort(start.problem());
  }

  /** Creates an empty database. */
  PGSimpleDataSource createDatabase() throws SQLException {
    String name = "oura4j_" + UUID.randomUUID().toString().replace("-", "");
    execute("create database " + name + " encoding 'UTF8' template template0");
    PGSimpleDataSource dataSource = dataSource();
    dataSource.setDatabaseName(name);
    return dataSource;
  }

  /** Removes a database, and ends its connections. */
  void dropDatabase(PGSimpleDataSource dataSource) throws SQLException {
    execute("drop database " + dataSource.getDatabaseName() + " with (force)");
  }

  /** Returns the URL of a database, with which another process can connect. */
  static String url(PGSimpleDataSource dataSource) {
    String url = dataSource.getURL();
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + URLEncoder.encode(String.valueOf(dataSource.getUser()), UTF_8)
        + Optional.ofNullable(dataSource.getPassword())
            .map(password -> "&password=" + URLEncoder.encode(password, UTF_8))
            .orElse("");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PGSimpleDataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url);
    return dataSource;
  }

  /** The server, or why there is none. */
  private record Start(Optional<PostgresServer> server, String problem) {
    static final Start RESULT = start();

    private static Start start() {
      String url = System.getProperty(PROPERTY);
      if (url != null) {
        return new Start(Optional.of(new PostgresServer(url)), "");
      }
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "300")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        return new Start(
            Optional.of(new PostgresServer(postgres.getJdbcUrl("postgres", "postgres"))), "");
      } catch (IOException | RuntimeException e) {
        String problem =
            "Tests that need PostgreSQL are skipped: none could be started ("
                + e
                + "). Name one with -D"
                + PROPERTY
                + "=jdbc:postgresql://...";
        System.err.println(problem);
        return new Start(Optional.empty(), problem);
      }
    }

    private static void close(EmbeddedPostgres postgres) {
      try {
        postgres.close();
      } catch (IOException e) {
        System.err.println("PostgreSQL could not be stopped: " + e);
      }
    }
  }
}
