// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Gives a test class a database of its own, in a static field with {@code @RegisterExtension}. Its
 * tables are empty before each test.
 */
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final boolean withSchema;
  private final List<HikariDataSource> pools = new ArrayList<>();
  private @Nullable PGSimpleDataSource dataSource;

  private TestDatabase(boolean withSchema) {
    this.withSchema = withSchema;
  }

  /** Returns a database without any table. */
  public static TestDatabase empty() {
    return new TestDatabase(false);
  }

  /** Returns a database with the tables of this module. */
  public static TestDatabase withSchema() {
    return new TestDatabase(true);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    dataSource = PostgresServer.get().createDatabase();
    if (withSchema) {
      OuraSchema.apply(dataSource);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    if (withSchema) {
      clear();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    pools.forEach(HikariDataSource::close);
    if (dataSource != null) {
      PostgresServer.get().dropDatabase(dataSource);
    }
  }

  /** Returns a source that opens a connection each time. */
  public DataSource dataSource() {
    return Objects.requireNonNull(dataSource);
  }

  /** Returns a pool of at most so many connections, which is closed after the tests. */
  public DataSource pool(int connections) {
    return pool(connections, Duration.ofSeconds(5));
  }

  /**
   * Returns a pool of at most so many connections, which is closed after the tests.
   *
   * @param timeout how long it waits for a connection
   */
  public DataSource pool(int connections, Duration timeout) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(timeout.toMillis());
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  /** Returns a source that connects as another role. */
  public DataSource dataSourceOf(String role, String password) {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setURL(url());
    other.setUser(role);
    other.setPassword(password);
    return other;
  }

  /** Returns the URL of the database, with which another process can connect. */
  public String url() {
    return PostgresServer.url(Objects.requireNonNull(dataSource));
  }

  /** Deletes all rows of the tables of this module. */
  public void clear() throws SQLException {
    execute(
        """
        do $$ declare name text; begin
          for name in select tablename from pg_tables
            where schemaname = 'oura4j' and tablename <> 'schema_version'
          loop execute format('delete from oura4j.%I', name); end loop;
        end $$""");
  }

  /** Executes one or more statements. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first column of each row. */
  public List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
