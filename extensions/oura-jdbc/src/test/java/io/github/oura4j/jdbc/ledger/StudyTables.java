// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.TestDatabase;
import io.github.oura4j.model.Document;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * A table of rows, to which a sink only adds. No window is removed first, and nothing is unique, so
 * that a window that takes effect twice is seen.
 */
final class StudyTables implements TransactionalSink {
  private final TestDatabase database;

  StudyTables(TestDatabase database) {
    this.database = database;
  }

  void create() throws SQLException {
    database.execute(
        """
        drop table if exists study_row;
        create table study_row (person text, data_type text, id text, day date)
        """);
  }

  @Override
  public void replace(Connection connection, String person, HistoryWindow window, List<?> rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into study_row values (?, ?, ?, ?)")) {
      for (Object row : rows) {
        insert.setString(1, person);
        insert.setString(2, window.dataType().pathName());
        insert.setString(3, row instanceof Document document ? document.id() : row.toString());
        insert.setObject(4, HistoryWindow.dayOf(row), Types.DATE);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Returns how many rows of a type a person has. */
  int count(String person, String dataType) throws SQLException {
    return Integer.parseInt(
        database
            .query(
                "select count(*) from study_row where person = '%s' and data_type = '%s'"
                    .formatted(person, dataType))
            .get(0));
  }

  /** Returns the ids of a type of a person, in order. */
  List<String> ids(String person, String dataType) throws SQLException {
    return database.query(
        "select id from study_row where person = '%s' and data_type = '%s' order by day, id"
            .formatted(person, dataType));
  }
}
