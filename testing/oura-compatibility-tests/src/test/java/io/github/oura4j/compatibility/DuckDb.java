// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries one file with DuckDB, in memory. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;
  private final Path file;

  DuckDb(Path file) throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:duckdb:");
    this.file = file;
  }

  /** Returns the only row of the file's table that a list of expressions results in. */
  List<@Nullable Object> row(String expressions) {
    return query("select " + expressions + " from " + table()).get(0);
  }

  /** Returns the values of a column, in the order of the file. */
  List<@Nullable Object> column(String name) {
    return query("select " + name + " from " + table()).stream().map(row -> row.get(0)).toList();
  }

  /** Returns the number of row groups of a Parquet file. */
  Object rowGroups() {
    return query("select count(distinct row_group_id) from parquet_metadata('" + file + "')")
        .get(0)
        .get(0);
  }

  private String table() {
    String name = file.toString();
    return name.endsWith(".csv")
        // By default, DuckDB guesses types from a sample, and reads empty text as null.
        ? "read_csv('" + name + "', sample_size = -1, allow_quoted_nulls = false)"
        : name.endsWith(".ndjson")
            ? "read_json('" + name + "', format = 'newline_delimited', sample_size = -1)"
            : "'" + name + "'";
  }

  private List<List<@Nullable Object>> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
