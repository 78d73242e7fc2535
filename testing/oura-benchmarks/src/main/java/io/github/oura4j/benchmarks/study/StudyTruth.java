// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;
import io.github.oura4j.simulator.SimulatedPerson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a study has stored with what the simulated people have.
 *
 * @param people the people
 * @param since the first day
 * @param until the last day
 */
record StudyTruth(StudyPeople people, LocalDate since, LocalDate until) {
  /** Longer than any simulated document lasts. */
  private static final int LONGEST_DOCUMENT_DAYS = 60;

  /**
   * What was compared.
   *
   * @param rows how many rows are stored
   * @param differences the people and types whose rows are not exactly those of the simulator
   */
  record Comparison(long rows, List<String> differences) {}

  Comparison compare(Connection connection) throws SQLException {
    long rows = 0;
    List<String> differences = new ArrayList<>();
    for (String person : people.names()) {
      for (DataType type : DataType.values()) {
        List<String> stored = stored(connection, person, type);
        rows += stored.size();
        if (!stored.equals(people.isReadable(person, type) ? truth(person, type) : List.of())) {
          differences.add(person + " " + type.pathName());
        }
      }
    }
    return new Comparison(rows, differences);
  }

  private static List<String> stored(Connection connection, String person, DataType type)
      throws SQLException {
    String sql =
        type.kind() == DataType.Kind.TIME_SERIES
            ? "select extract(epoch from at)::bigint || ' ' || coalesce(value::text, 'null')"
                + " from study_sample where person = ? and data_type = ?"
            : "select json from study_document where person = ? and data_type = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, person);
      select.setString(2, type.pathName());
      List<String> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(row.getString(1));
        }
      }
      return rows.stream().sorted().toList();
    }
  }

  private List<String> truth(String person, DataType type) {
    SimulatedPerson data = people.data(person);
    Stream<String> rows =
        switch (type.kind()) {
          case SINGLE_DOCUMENT -> Stream.of(OuraJson.write(data.personalInfo()));
          case UNDATED_DOCUMENTS -> data.ringConfigurations().stream().map(OuraJson::write);
          case TIME_SERIES -> samples(data, type).map(StudyTruth::text);
          case DATED_DOCUMENTS -> documents(data, type).map(OuraJson::write);
        };
    return rows.sorted().toList();
  }

  private Stream<Document> documents(SimulatedPerson data, DataType type) {
    return data
        .documents(type.documentType(), since.minusDays(LONGEST_DOCUMENT_DAYS), until)
        .stream()
        .map(Document.class::cast)
        .filter(document -> isInStudy(document.firstDay()));
  }

  private boolean isInStudy(@Nullable LocalDate day) {
    return day != null && !day.isBefore(since) && !day.isAfter(until);
  }

  private Stream<? extends Sample> samples(SimulatedPerson data, DataType type) {
    Instant start = since.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return type == DataType.HEART_RATE
        ? data.heartRate(start, end)
        : data.ringBatteryLevel(start, end);
  }

  private static String text(Sample sample) {
    OffsetDateTime at = Objects.requireNonNull(sample.timestamp());
    return at.toEpochSecond() + " " + StudySink.value(sample);
  }
}
