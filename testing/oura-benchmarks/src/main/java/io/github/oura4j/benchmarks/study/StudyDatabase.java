// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty database, on the server that the system property {@code oura4j.postgres} names, or on
 * one that is started and stopped with it.
 */
final class StudyDatabase implements AutoCloseable {
  private static final String PROPERTY = "oura4j.postgres";

  private final @Nullable EmbeddedPostgres embedded;
  private final PGSimpleDataSource server;
  private final String name = "oura4j_" + UUID.randomUUID().toString().replace("-", "");

  private StudyDatabase(@Nullable EmbeddedPostgres embedded, String url) throws SQLException {
    this.embedded = embedded;
    this.server = dataSource(url);
    execute("create database " + name + " encoding 'UTF8' template template0");
  }

  static StudyDatabase create() throws IOException, SQLException {
    String url = System.getProperty(PROPERTY);
    if (url != null) {
      return new StudyDatabase(null, url);
    }
    EmbeddedPostgres embedded =
        EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
    return new StudyDatabase(embedded, embedded.getJdbcUrl("postgres", "postgres"));
  }

  /** Returns the URL of the database, with which other processes can connect. */
  String url() {
    PGSimpleDataSource database = dataSource(server.getURL());
    database.setDatabaseName(name);
    String password = server.getPassword();
    String url = database.getURL();
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + URLEncoder.encode(Objects.requireNonNull(server.getUser()), UTF_8)
        + (password == null ? "" : "&password=" + URLEncoder.encode(password, UTF_8));
  }

  private static PGSimpleDataSource dataSource(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url);
    return dataSource;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    if (embedded == null) {
      execute("drop database " + name + " with (force)");
    } else {
      embedded.close();
    }
  }
}
