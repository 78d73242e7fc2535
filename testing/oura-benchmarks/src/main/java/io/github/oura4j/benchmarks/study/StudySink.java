// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import io.github.oura4j.jdbc.ledger.TransactionalSink;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.Sample;
import io.github.oura4j.sync.HistoryWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores documents and samples in two tables. They have no unique keys, so that a row that is
 * stored twice is found.
 */
final class StudySink implements TransactionalSink {

  static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table study_document (
            person text not null, data_type text not null, id text, day date, json text not null);
          create index on study_document (person, data_type, day);
          create index on study_document (person, data_type, id);
          create table study_sample (
            person text not null, data_type text not null, at timestamptz not null,
            value integer);
          create index on study_sample (person, data_type, at)
          """);
    }
  }

  @Override
  public void replace(Connection connection, String person, HistoryWindow window, List<?> rows)
      throws SQLException {
    switch (window.dataType().kind()) {
      case TIME_SERIES -> replaceSamples(connection, person, window, rows);
      default -> replaceDocuments(connection, person, window, rows);
    }
  }

  private static void replaceDocuments(
      Connection connection, String person, HistoryWindow window, List<?> rows)
      throws SQLException {
    String type = window.dataType().pathName();
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from study_document where person = ? and data_type = ?
              and (id = any (?) or ?::date is null or day between ? and ?)
            """)) {
      delete.setString(1, person);
      delete.setString(2, type);
      delete.setArray(
          3, connection.createArrayOf("text", rows.stream().map(StudySink::id).toArray()));
      delete.setObject(4, window.first(), Types.DATE);
      delete.setObject(5, window.first(), Types.DATE);
      delete.setObject(6, window.last(), Types.DATE);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into study_document values (?, ?, ?, ?, ?)")) {
      for (Object row : rows) {
        insert.setString(1, person);
        insert.setString(2, type);
        insert.setString(3, id(row));
        insert.setObject(4, HistoryWindow.dayOf(row), Types.DATE);
        insert.setString(5, OuraJson.write(row));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static @Nullable String id(Object row) {
    return ((Document) row).id();
  }

  private static void replaceSamples(
      Connection connection, String person, HistoryWindow window, List<?> rows)
      throws SQLException {
    String type = window.dataType().pathName();
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from study_sample where person = ? and data_type = ?
              and at >= ?::date::timestamp at time zone 'UTC'
              and at < (?::date + 1)::timestamp at time zone 'UTC'
            """)) {
      delete.setString(1, person);
      delete.setString(2, type);
      delete.setObject(3, window.first(), Types.DATE);
      delete.setObject(4, window.last(), Types.DATE);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into study_sample values (?, ?, ?, ?)")) {
      for (Object row : rows) {
        insert.setString(1, person);
        insert.setString(2, type);
        insert.setObject(3, ((Sample) row).timestamp());
        insert.setObject(4, value(row), Types.INTEGER);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static @Nullable Integer value(Object sample) {
    return sample instanceof HeartRate beat ? beat.bpm() : ((RingBatteryLevel) sample).level();
  }
}
