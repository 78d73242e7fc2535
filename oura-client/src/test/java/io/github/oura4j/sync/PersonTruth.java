// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** What a simulated person has, as a history should store it. */
record PersonTruth(SimulatedPerson person) {
  /** Longer than any simulated document lasts. */
  private static final int LONGEST_DOCUMENT_DAYS = 60;

  /** Returns the rows whose day is in a range; undated rows are in every range. */
  List<?> rows(DataType type, LocalDate first, LocalDate last) {
    return switch (type.kind()) {
      case SINGLE_DOCUMENT -> List.of(person.personalInfo());
      case UNDATED_DOCUMENTS -> person.ringConfigurations();
      case TIME_SERIES -> samples(type, first, last).toList();
      case DATED_DOCUMENTS ->
          documents(type, first, last)
              .filter(document -> !document.firstDay().isBefore(first))
              .filter(document -> !document.firstDay().isAfter(last))
              .toList();
    };
  }

  /** Returns the documents that start in a range and last beyond its end. */
  List<?> lastingBeyond(DataType type, LocalDate first, LocalDate last) {
    if (type.kind() != DataType.Kind.DATED_DOCUMENTS || first.isAfter(last)) {
      return List.of();
    }
    return documents(type, first, last)
        .filter(document -> !document.firstDay().isBefore(first))
        .filter(document -> !document.firstDay().isAfter(last))
        .filter(document -> document.lastDay().isAfter(last))
        .toList();
  }

  long countHeartRates(LocalDate first, LocalDate last) {
    return samples(DataType.HEART_RATE, first, last).count();
  }

  private Stream<Document> documents(DataType type, LocalDate first, LocalDate last) {
    return person
        .documents(type.documentType(), first.minusDays(LONGEST_DOCUMENT_DAYS), last)
        .stream()
        .map(Document.class::cast);
  }

  private Stream<?> samples(DataType type, LocalDate first, LocalDate last) {
    Instant start = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return type == DataType.HEART_RATE
        ? person.heartRate(start, end)
        : person.ringBatteryLevel(start, end);
  }
}
